package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import postern.smtp.log.MainLog;
import postern.smtp.queue.QueueRunner;
import postern.smtp.spool.DiskFiles;
import postern.smtp.spool.Spool;

/// Where a queue is, and what becomes of its messages: as a configuration says, or with `serve`.
sealed interface QueuePlace permits ConfiguredPlace, ServePlace {
    /// Where the messages are.
    Path spoolDirectory();

    /// Where the log is.
    Path mainLog();

    /// What time it is.
    Clock clock();

    /// The log, to write to.
    OpenLog openLog() throws IOException;

    /// The queue, to run.
    OpenQueue openQueue() throws IOException;

    /// The spool, to look at.
    default Spool openSpool() throws IOException {
        return new Spool(DiskFiles.open(spoolDirectory()));
    }

    /// The place that the options name: `-C FILE`, or `--data DIR`, or where `serve` has its own.
    ///
    /// @param options what else stood on the command line
    static QueuePlace of(List<String> options) {
        var data = "postern-data";
        var exim = new ArrayList<String>();
        for (var words = options.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.equals("--data") && words.hasNext()) {
                data = words.next();
            } else if (!word.equals("-v")) {
                exim.add(word);
            }
        }
        if (exim.isEmpty()) {
            return ServePlace.of(data);
        }
        exim.addFirst("-bV"); // a mode has to be there; only -C and -D are used
        return new ConfiguredPlace(EximArguments.parse(exim).configuration());
    }

    /// A log that is closed with its file.
    record OpenLog(MainLog main, AutoCloseable file) implements AutoCloseable {
        void note(String words) {
            main.note(words);
        }

        @Override
        public void close() throws IOException {
            QueuePlace.close(file);
        }
    }

    /// A runner that is closed with all that it uses.
    record OpenQueue(QueueRunner runner, AutoCloseable queue, OpenLog log) implements AutoCloseable {
        void note(String words) {
            log.note(words);
        }

        @Override
        public void close() throws IOException {
            QueuePlace.close(queue);
            log.close();
        }
    }

    private static void close(AutoCloseable what) throws IOException {
        try {
            what.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
