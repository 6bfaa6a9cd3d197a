package dev.quorate.impl.lab;

/** A server that does nothing, and leads never. */
public class IdleServer implements RaftServer {
    @Override
    public StartReply start(Object command) {
        return new StartReply(StartReply.NOWHERE, 0, false);
    }

    @Override
    public RaftState getState() {
        return new RaftState(0, false);
    }

    @Override
    public void kill() {}
}
