package dev.quorate.impl.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One page of a Chromium at the other end of a web socket: commands with their answers, and events as they come. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final StringBuilder arriving = new StringBuilder();
    private final Lock lock = new ReentrantLock();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new HashMap<>();
    private final Map<String, List<JsonNode>> events = new HashMap<>();
    private WebSocket socket;
    private int commands;

    private DevTools() {}

    static DevTools connect(URI page) {
        DevTools tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, tools)
                .join();
        return tools;
    }

    /** The result of a command. */
    JsonNode send(String method, ObjectNode params) throws InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        int id;
        lock.lock();
        try {
            id = ++commands;
            open.put(id, answer);
        } finally {
            lock.unlock();
        }
        ObjectNode command = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
        command.set("params", params);
        try {
            socket.sendText(command.toString(), true).get(SECONDS, TimeUnit.SECONDS);
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " was not answered", e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        arriving.append(data);
        if (last) {
            take(arriving.toString());
            arriving.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode message = parsed(text);
        lock.lock();
        try {
            if (message.has("method")) {
                events.computeIfAbsent(message.get("method").asText(), method -> new ArrayList<>())
                        .add(message.get("params"));
            } else if (message.has("error")) {
                open.remove(message.get("id").asInt())
                        .completeExceptionally(
                                new IllegalStateException(message.get("error").toString()));
            } else {
                open.remove(message.get("id").asInt()).complete(message.get("result"));
            }
        } finally {
            lock.unlock();
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** The events of a kind that have come since the last {@link #forget}. */
    ImmutableList<JsonNode> told(String event) {
        lock.lock();
        try {
            return ImmutableList.copyOf(events.getOrDefault(event, List.of()));
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
