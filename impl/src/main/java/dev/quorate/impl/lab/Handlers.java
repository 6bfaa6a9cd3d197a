package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.impl.world.Time;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The remote methods of an object: those that are public and take one record. They return the reply, or an
 * {@link Optional} of it, empty if the object is dead and does not answer.
 */
public final class Handlers {
    private final String server;
    private final Object receiver;
    private final ImmutableSortedMap<String, Method> methods;

    private Handlers(String server, Object receiver) {
        this.server = server;
        this.receiver = receiver;
        TreeMap<String, Method> found = new TreeMap<>();
        for (Method method : receiver.getClass().getMethods()) {
            if (method.getParameterCount() == 1
                    && method.getParameterTypes()[0].isRecord()
                    && !method.isBridge()
                    && method.getReturnType() != void.class) {
                Method same = found.put(method.getName(), method);
                checkArgument(
                        same == null,
                        "%s has two handlers %s: a name must be enough",
                        receiver.getClass().getName(),
                        method.getName());
                method.setAccessible(true); // public in a class that need not be
            }
        }
        methods = ImmutableSortedMap.copyOf(found);
    }

    /**
     * Handlers that never wait: they run where the request arrives.
     *
     * @param server its name, for messages
     */
    public static Service ofQuick(String server, Object receiver) {
        Handlers handlers = new Handlers(server, receiver);
        return (method, request) -> {
            try {
                return CompletableFuture.completedFuture(handlers.invoke(method, request));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        };
    }

    /** Handlers that may wait: each request has a thread of its own. */
    public static Service of(String server, Object receiver, Time time) {
        Handlers handlers = new Handlers(server, receiver);
        return (method, request) -> {
            CompletableFuture<Optional<byte[]>> reply = new CompletableFuture<>();
            time.start(server + "." + method, () -> {
                try {
                    reply.complete(handlers.invoke(method, request));
                } catch (RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
            return reply;
        };
    }

    private Optional<byte[]> invoke(String name, byte[] request) {
        Method method = methods.get(name);
        checkArgument(method != null, "%s has no handler \"%s\"; it has %s", server, name, methods.keySet());
        try {
            Object reply = method.invoke(receiver, Encoding.decode(request, method.getGenericParameterTypes()[0]));
            requireNonNull(reply, () -> server + "." + name + " returned null; a dead server returns Optional.empty()");
            Optional<?> answer = reply instanceof Optional<?> optional ? optional : Optional.of(reply);
            return answer.map(Encoding::encode);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(server + "." + name + " " + Thrown.tell(e.getCause()), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
