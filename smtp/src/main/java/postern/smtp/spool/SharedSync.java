package postern.smtp.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Forces the directory for all who want it: whoever comes while one is under way waits for the next, which
/// then serves everybody who came. Files that may go only after a force are deleted after the next one.
///
/// Shared by all threads.
final class SharedSync {
    private final SpoolFiles files;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long served;
    private long failed;
    private List<String> leftovers = new ArrayList<>();

    SharedSync(SpoolFiles files) {
        this.files = files;
    }

    /// Returns when everything that this thread did to names before will outlive a power failure.
    void run() throws IOException {
        long mine = asked.incrementAndGet();
        turn.lock();
        try {
            if (failed >= mine) {
                throw new IOException("the directory could not be forced to the disk");
            }
            if (served < mine) {
                serveAll();
            }
        } finally {
            turn.unlock();
        }
    }

    /// The same; and the named files are deleted after a later one.
    void runThenDelete(String... names) throws IOException {
        run();
        keep(List.of(names));
    }

    /// A force that failed has failed for all that it was for: the system may say that the next one worked, which
    /// then knows nothing any more of what was lost.
    private void serveAll() throws IOException {
        long upTo = asked.get();
        var deletable = takeLeftovers();
        try {
            files.sync();
        } catch (IOException e) {
            failed = upTo;
            keep(deletable);
            throw e;
        }
        served = upTo;
        delete(deletable);
    }

    /// What cannot be deleted now is tried again after the next force.
    private void delete(List<String> names) {
        for (var name : names) {
            try {
                files.delete(name);
            } catch (IOException e) {
                keep(List.of(name));
            }
        }
    }

    synchronized boolean hasLeftovers() {
        return !leftovers.isEmpty();
    }

    private synchronized void keep(List<String> names) {
        leftovers.addAll(names);
    }

    private synchronized List<String> takeLeftovers() {
        var taken = leftovers;
        leftovers = new ArrayList<>();
        return taken;
    }
}
