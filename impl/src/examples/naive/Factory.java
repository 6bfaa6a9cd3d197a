package naive;

import dev.quorate.impl.lab.ApplyMsg;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.Persister;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.WorldRaftFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Makes servers that do what their author understood of Figure 2. */
public final class Factory implements WorldRaftFactory {
    @Override
    public RaftServer make(
            List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh, LabWorld world) {
        return new NaiveRaft(peers, me, world);
    }
}
