package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.world.StorageException;
import org.junit.jupiter.api.Test;

class PersisterTest {
    private final Persister persister = new Persister();

    @Test
    void aNewOneHoldsNothing() {
        assertTrue(persister.read().isEmpty());
        assertEquals(0, persister.size());
    }

    @Test
    void itReadsWhatWasSavedLast() throws Exception {
        persister.save(new byte[] {1, 2});
        persister.save(new byte[] {3});
        assertArrayEquals(new byte[] {3}, persister.read().orElseThrow());
        assertEquals(1, persister.size());
    }

    @Test
    void changingTheSavedArrayChangesNothingInside() throws Exception {
        byte[] mine = {1};
        persister.save(mine);
        mine[0] = 9;
        assertArrayEquals(new byte[] {1}, persister.read().orElseThrow());
    }

    @Test
    void changingTheReadArrayChangesNothingInside() throws Exception {
        persister.save(new byte[] {1});
        persister.read().orElseThrow()[0] = 9;
        assertArrayEquals(new byte[] {1}, persister.read().orElseThrow());
    }

    @Test
    void aCopyHoldsTheSameAndGoesItsOwnWay() throws Exception {
        persister.save(new byte[] {1});
        Persister copy = persister.copy();
        persister.save(new byte[] {2});
        assertArrayEquals(new byte[] {1}, copy.read().orElseThrow());
        copy.save(new byte[] {3});
        assertArrayEquals(new byte[] {2}, persister.read().orElseThrow());
    }

    @Test
    void aWriteFailsOnceAndItsRecordIsDurableOrNot() throws Exception {
        persister.save(new byte[] {1});
        persister.failNextWrite(false);
        assertThrows(StorageException.class, () -> persister.save(new byte[] {2}));
        assertArrayEquals(new byte[] {1}, persister.read().orElseThrow());
        assertTrue(persister.writeFailed());
        persister.failNextWrite(true);
        assertThrows(StorageException.class, () -> persister.save(new byte[] {3}));
        assertArrayEquals(new byte[] {3}, persister.copy().read().orElseThrow());
        persister.save(new byte[] {4});
        assertArrayEquals(new byte[] {4}, persister.read().orElseThrow());
    }
}
