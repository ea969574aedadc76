package mpj.core.datatype;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Makes copies of a loop's class, one for each operation that the loop is to do.
 *
 * <p>A loop shared by several operations would ask at every element which one it is. In a copy the operation is a
 * constant, so the compiler sees a loop of additions, vectorises it, and no other loop's statistics disturb it.
 */
final class LoopCopies {
    private LoopCopies() {}

    /** The copy of {@code loop}, a class with a constructor without arguments, for {@code operator}. */
    static Reducer of(Class<? extends Reducer> loop, Object operator) {
        String file = loop.getName().substring(loop.getPackageName().length() + 1) + ".class";
        try (@Nullable InputStream in = loop.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the class file of " + loop.getName() + " cannot be found");
            }
            Class<?> copy = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(in.readAllBytes(), operator, true)
                    .lookupClass();
            return (Reducer) copy.getDeclaredConstructor().newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + loop.getName() + " can be made", e);
        }
    }

    /** The operator that the copy was made for; asked by the copy's initialiser. */
    static <T> T operator(MethodHandles.Lookup copy, Class<T> type) {
        try {
            return MethodHandles.classData(copy, ConstantDescs.DEFAULT_NAME, type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the lookup of " + copy.lookupClass() + " is not its own", e);
        }
    }
}
