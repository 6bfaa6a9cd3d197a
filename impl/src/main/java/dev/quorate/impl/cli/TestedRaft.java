package dev.quorate.impl.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.RaftFactory;
import dev.quorate.impl.lab.Thrown;
import dev.quorate.impl.lab.WorldRaftFactory;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Raft that the lab tests: ours, or somebody's, by the name of its factory and a class path of its own.
 *
 * @param factory makes its servers
 * @param knowsTime whether it takes time and threads from the lab, so that it runs in virtual time too
 * @param isOurs whether each of its steps is told by the code that takes it, so that nobody need look from outside
 * @param words the options that name it
 * @param classes where it was loaded from; closed with this
 */
record TestedRaft(
        WorldRaftFactory factory, boolean knowsTime, boolean isOurs, ImmutableList<String> words, Closeable classes)
        implements Closeable {

    /** The one of this project. */
    static TestedRaft ours() {
        return new TestedRaft(Raft.factory(), true, true, ImmutableList.of(), () -> {});
    }

    /**
     * Somebody's.
     *
     * @param name of the factory's class
     * @param classPath folders and jars, as Java's own option has them; may be empty
     * @throws IllegalArgumentException if there is no such factory; the message is one line
     */
    static TestedRaft load(String name, String classPath) {
        ImmutableList.Builder<String> words = ImmutableList.<String>builder().add("--raft", name);
        if (!classPath.isEmpty()) {
            words.add("--class-path", classPath);
        }
        URLClassLoader classes =
                new URLClassLoader(urls(classPath).toArray(URL[]::new), TestedRaft.class.getClassLoader());
        Object made = make(name, classPath, classes);
        return made instanceof WorldRaftFactory inAnyTime
                ? new TestedRaft(inAnyTime, true, false, words.build(), classes)
                : new TestedRaft(inRealTime((RaftFactory) made), false, false, words.build(), classes);
    }

    private static WorldRaftFactory inRealTime(RaftFactory factory) {
        return (peers, me, persister, applyCh, world) -> factory.make(peers, me, persister, applyCh);
    }

    private static List<URL> urls(String classPath) {
        List<URL> urls = new ArrayList<>();
        for (String entry :
                Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(classPath)) {
            if (Files.notExists(Path.of(entry))) {
                throw new IllegalArgumentException("--class-path: there is no " + entry);
            }
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("--class-path: " + entry + ": " + e.getMessage(), e);
            }
        }
        return urls;
    }

    private static Object make(String name, String classPath, ClassLoader classes) {
        String where = classPath.isEmpty() ? "quorate itself; name your classes with --class-path" : classPath;
        try {
            Class<?> type = Class.forName(name, true, classes);
            if (!RaftFactory.class.isAssignableFrom(type) && !WorldRaftFactory.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(name + " is no factory: it implements neither "
                        + RaftFactory.class.getName() + " nor " + WorldRaftFactory.class.getName());
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new IllegalArgumentException(name + " is abstract, so there can be no factory of it");
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no class " + name + " in " + where, e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(name + " has no constructor without parameters", e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(name + ": its constructor " + Thrown.tell(e.getCause()), e);
        } catch (LinkageError | ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + " cannot be loaded: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
