package postern.smtp.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A directory in memory that keeps over a power failure only what [SpoolFiles] promises: octets that were
/// forced, names that were synced. Of everything else a part may survive, in any combination.
///
/// Every change is a step; at a given one the power fails, or the operation does.
final class ForgetfulFiles implements SpoolFiles {
    private final Map<String, File> names = new HashMap<>();
    private final Map<String, File> durableNames = new HashMap<>();
    private final List<NameChange> pending = new ArrayList<>();
    private final Set<String> locks = new HashSet<>();
    private final Trouble trouble;
    private int steps;

    ForgetfulFiles(Trouble trouble) {
        this.trouble = trouble;
    }

    /// What happens at a step.
    ///
    /// @param step counted from one; 0 for never
    record Trouble(int step, Kind kind) {
        static final Trouble NEVER = new Trouble(0, Kind.POWER_FAILURE);

        enum Kind {
            /// Nothing more happens to this disk.
            POWER_FAILURE,
            /// This one operation fails, having done half of its work; the next works.
            DISK_FULL
        }
    }

    /// The power has failed.
    static final class PowerFailure extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class File {
        final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int durable;

        byte[] survivor(Random luck) {
            int more = octets.size() - durable;
            return Arrays.copyOf(octets.toByteArray(), durable + (more == 0 ? 0 : luck.nextInt(more + 1)));
        }
    }

    /// @param to empty where a name goes
    private record NameChange(Optional<String> from, Optional<String> to, File file) {
        void applyTo(Map<String, File> names) {
            from.ifPresent(name -> names.remove(name, file));
            to.ifPresent(name -> names.put(name, file));
        }
    }

    /// How many changes were made.
    int steps() {
        return steps;
    }

    /// The disk when the power is back, where chance decides what survived beyond what was promised.
    ForgetfulFiles afterPowerFailure(Random luck) {
        var survivors = new HashMap<>(durableNames);
        int mood = luck.nextInt(4); // everything, nothing, or each change by itself
        for (var change : pending) {
            if (mood == 0 || (mood > 1 && luck.nextBoolean())) {
                change.applyTo(survivors);
            }
        }
        var disk = new ForgetfulFiles(Trouble.NEVER);
        survivors.forEach((name, file) -> {
            var copy = new File();
            copy.octets.writeBytes(file.survivor(luck));
            copy.durable = copy.octets.size();
            disk.names.put(name, copy);
            disk.durableNames.put(name, copy);
        });
        return disk;
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public byte[] read(String name) throws IOException {
        return file(name).octets.toByteArray();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new ByteArrayInputStream(read(name));
    }

    @Override
    public Output create(String name) throws IOException {
        step();
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        var file = new File();
        change(new NameChange(Optional.empty(), Optional.of(name), file));
        return new FileOutput(file);
    }

    @Override
    public Output append(String name) throws IOException {
        var file = names.get(name);
        return file == null ? create(name) : new FileOutput(file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step();
        change(new NameChange(Optional.of(from), Optional.of(to), file(from)));
    }

    @Override
    public void delete(String name) throws IOException {
        var file = names.get(name);
        if (file != null) {
            step();
            change(new NameChange(Optional.of(name), Optional.empty(), file));
        }
    }

    @Override
    public void sync() throws IOException {
        step();
        pending.forEach(change -> change.applyTo(durableNames));
        pending.clear();
        step(); // done, and nobody has heard of it
    }

    @Override
    public Optional<Lock> lock(String name) {
        return locks.add(name) ? Optional.of(() -> locks.remove(name)) : Optional.empty();
    }

    private void change(NameChange change) {
        change.applyTo(names);
        pending.add(change);
    }

    private File file(String name) throws NoSuchFileException {
        var file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    private void step() throws IOException {
        steps++;
        boolean powerIsGone =
                trouble.step() > 0 && steps >= trouble.step() && trouble.kind() == Trouble.Kind.POWER_FAILURE;
        if (powerIsGone) {
            throw new PowerFailure();
        }
        if (steps == trouble.step()) {
            throw new IOException("No space left on device");
        }
    }

    private final class FileOutput implements Output {
        private final File file;

        FileOutput(File file) {
            this.file = file;
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            int half = length / 2;
            file.octets.write(octets, offset, half);
            step();
            file.octets.write(octets, offset + half, length - half);
        }

        @Override
        public void force() throws IOException {
            step();
            file.durable = file.octets.size();
        }

        @Override
        public void close() {}
    }
}
