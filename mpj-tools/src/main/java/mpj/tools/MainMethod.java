package mpj.tools;

import java.io.Serial;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The method by which a program starts, found as the {@code java} command finds it (JLS 12.1.4): {@code main(String[])}
 * or else {@code main()}, static or not, not private, declared or inherited.
 */
final class MainMethod {
    private final Class<?> type;
    private final Method method;

    /** The class has no method to start by. */
    static final class NotFoundException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    private MainMethod(Class<?> type, Method method) {
        this.type = type;
        this.method = method;
    }

    static MainMethod of(Class<?> type) throws NotFoundException {
        Method method = find(type, String[].class);
        if (method == null) {
            method = find(type);
        }
        if (method == null) {
            throw new NotFoundException(
                    "class " + type.getName() + " has no main method: void main(String[]) or void main()");
        }
        return new MainMethod(type, method);
    }

    private static @Nullable Method find(Class<?> type, Class<?>... parameters) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            Method method = declared(declaring, parameters);
            if (method != null && isCandidate(method, type)) {
                return method;
            }
        }
        return inherited(type, parameters);
    }

    private static @Nullable Method declared(Class<?> type, Class<?>... parameters) {
        try {
            return type.getDeclaredMethod("main", parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** A default method of an interface. */
    private static @Nullable Method inherited(Class<?> type, Class<?>... parameters) {
        try {
            Method method = type.getMethod("main", parameters);
            return isCandidate(method, type) ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static boolean isCandidate(Method method, Class<?> type) {
        int modifiers = method.getModifiers();
        boolean visible = Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || method.getDeclaringClass().getPackage() == type.getPackage();
        return visible
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isAbstract(modifiers)
                && method.getReturnType() == void.class;
    }

    /**
     * Starts the program and returns when its main method does.
     *
     * @throws Throwable what the program throws
     */
    void run(String[] args) throws Throwable {
        Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {args};
        method.setAccessible(true);
        try {
            method.invoke(Modifier.isStatic(method.getModifiers()) ? null : create(), arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            throw thrown == null ? e : thrown;
        }
    }

    private Object create() throws Throwable {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            if (Modifier.isPrivate(constructor.getModifiers())) {
                throw new NotFoundException(
                        "class " + type.getName() + ": its main method is not static and its constructor is private");
            }
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException | InstantiationException e) {
            throw new NotFoundException("class " + type.getName()
                    + ": its main method is not static, so the class needs a constructor without parameters");
        }
    }
}
