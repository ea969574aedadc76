package mpi;

import java.io.ObjectStreamException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** How a record is taken apart and put together. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final Field[] fields;
    /** Null where the record is none of ours to take apart. */
    private final @Nullable Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        fields = new Field[components.length];
        Class<?>[] types = new Class<?>[components.length];
        Constructor<?> found = null;
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                fields[i] = type.getDeclaredField(components[i].getName());
                fields[i].setAccessible(true);
            }
            if (!hasSerialMethods(type)) {
                found = type.getDeclaredConstructor(types);
                found.setAccessible(true);
            }
        } catch (NoSuchFieldException | NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no record", e);
        } catch (InaccessibleObjectException e) {
            // its module keeps it for itself: a codec may know a way
            found = null;
        }
        constructor = found;
    }

    /** Whether the record says itself what is to be written or read in its place. */
    private static boolean hasSerialMethods(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            boolean serial = method.getName().equals("writeReplace") || method.getName().equals("readResolve");
            if (serial && method.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Whether this may be done component by component. */
    boolean isDirect() {
        return constructor != null;
    }

    Class<?> type() {
        return type;
    }

    int components() {
        return fields.length;
    }

    @Nullable Object component(Object of, int index) {
        try {
            return fields[index].get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new record; what its constructor throws comes out as it is. */
    Object make(@Nullable Object[] components) throws Throwable {
        Constructor<?> canonical = constructor;
        if (canonical == null) {
            throw new StreamCorruptedException(type.getName() + " does not travel component by component");
        }
        try {
            return canonical.newInstance(components);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            ObjectStreamException wrong =
                    new StreamCorruptedException("the components are not those of this rank's " + type.getName());
            wrong.initCause(e);
            throw wrong;
        }
    }
}
