package skeleton;

import dev.quorate.impl.lab.ApplyMsg;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.Persister;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.WorldRaftFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Makes your servers. */
public final class Factory implements WorldRaftFactory {
    @Override
    public RaftServer make(
            List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh, LabWorld world) {
        return new MyRaft(peers, me, persister, world);
    }
}
