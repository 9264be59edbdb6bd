package io.drover.lab;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Turns the first Ctrl-C or SIGTERM into an early end; the second one kills. A shutdown hook would not do: Qpid stops
 * its broker in one of its own at the same time. By reflection, because the compiler warns of the JDK's only class for
 * it.
 */
final class Interruption implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private static final int KILLED = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Map<String, Object> before = new LinkedHashMap<>();

    /** Where the JVM leaves signals alone, they do what they always do. */
    Interruption() {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            InvocationHandler behaviour = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) ask();
                return null;
            };
            Object handler = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour);
            for (String signal : SIGNALS) before.put(signal, handle(signal, handler));
        } catch (ReflectiveOperationException e) {
            before.clear();
        }
    }

    /** Opens when the run is to end. */
    CountDownLatch latch() {
        return asked;
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("signal " + signal + " cannot be given back", e);
            }
        });
    }

    private void ask() {
        if (asked.getCount() == 0) Runtime.getRuntime().halt(KILLED);
        asked.countDown();
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        Object number = signal.getConstructor(String.class).newInstance(name);
        return signal.getMethod("handle", signal, type).invoke(null, number, handler);
    }
}
