package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.server.RaftTrace;

/**
 * The RPCs of Figure 2 among the servers of a cluster, as messages and back. An RPC names its sender by index or not
 * at all; a message has both names, as the specification has them.
 *
 * @param ids the servers, in the order of their indices
 */
record Rpcs(ImmutableList<String> ids) {
    static Rpcs among(int servers) {
        return new Rpcs(RaftTrace.ids(servers));
    }

    /** @throws IllegalArgumentException if there is no such server */
    String id(int index) {
        checkArgument(
                index >= 0 && index < ids.size(), "there is no server %s; they are 0 to %s", index, ids.size() - 1);
        return ids.get(index);
    }

    RequestVoteRequest request(RequestVoteArgs args, String to) {
        LogPosition lastLog = new LogPosition(args.lastLogTerm(), args.lastLogIndex());
        return new RequestVoteRequest(args.term(), id(args.candidateId()), to, lastLog);
    }

    AppendEntriesRequest request(AppendEntriesArgs args, String to) {
        return new AppendEntriesRequest(args.term(), id(args.leaderId()), to);
    }

    RequestVoteResponse response(RequestVoteReply reply, String from, String to) {
        return new RequestVoteResponse(reply.term(), from, to, reply.voteGranted());
    }

    AppendEntriesResponse response(AppendEntriesReply reply, String from, String to) {
        return new AppendEntriesResponse(reply.term(), from, to, reply.success());
    }

    RequestVoteArgs args(RequestVoteRequest m) {
        return new RequestVoteArgs(
                m.term(),
                ids.indexOf(m.from()),
                m.lastLog().index(),
                m.lastLog().term());
    }

    AppendEntriesArgs args(AppendEntriesRequest m) {
        return new AppendEntriesArgs(m.term(), ids.indexOf(m.from()));
    }

    static RequestVoteReply reply(RequestVoteResponse m) {
        return new RequestVoteReply(m.term(), m.granted());
    }

    static AppendEntriesReply reply(AppendEntriesResponse m) {
        return new AppendEntriesReply(m.term(), m.success());
    }

    /** The same message to everybody else. */
    ImmutableList<Message> toOthers(Message m) {
        ImmutableList.Builder<Message> all = ImmutableList.builder();
        for (String to : ids) {
            if (!to.equals(m.from()) && m instanceof RequestVoteRequest r) {
                all.add(new RequestVoteRequest(r.term(), r.from(), to, r.lastLog()));
            } else if (!to.equals(m.from()) && m instanceof AppendEntriesRequest r) {
                all.add(new AppendEntriesRequest(r.term(), r.from(), to));
            }
        }
        return all.build();
    }
}
