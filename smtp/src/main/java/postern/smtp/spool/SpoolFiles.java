package postern.smtp.spool;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The few things a spool does to its directory. What each promises about a power failure is said here, and is all
/// that the spool relies on: a test puts a disk in its place that forgets everything else.
public interface SpoolFiles {
    /// The names of the files there are, in no order.
    List<String> names() throws IOException;

    /// A file's octets, as a whole.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    byte[] read(String name) throws IOException;

    /// A file's octets, as a stream that the caller closes.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    InputStream open(String name) throws IOException;

    /// A new file. What is written to it, and that it exists, may be forgotten until [Output#force()] and
    /// [#sync()].
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one of that name
    Output create(String name) throws IOException;

    /// A file to add to, which need not exist yet.
    Output append(String name) throws IOException;

    /// Gives a file another name, and takes that name from whoever had it: at no time is there neither. May be
    /// forgotten until [#sync()].
    void rename(String from, String to) throws IOException;

    /// Removes a file, if there is one. May be forgotten until [#sync()].
    void delete(String name) throws IOException;

    /// Makes all that was done to names up to now outlive a power failure.
    void sync() throws IOException;

    /// Takes the lock of that name, against threads and processes; nothing if somebody else has it. Held until it
    /// is closed or the process ends.
    Optional<Lock> lock(String name) throws IOException;

    /// A file being written.
    interface Output extends AutoCloseable {
        /// Adds octets.
        void write(byte[] octets, int offset, int length) throws IOException;

        /// Makes what was written outlive a power failure.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A lock that is held.
    @FunctionalInterface
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
