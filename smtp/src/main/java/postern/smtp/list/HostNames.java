package postern.smtp.list;

import java.util.List;
import postern.smtp.expand.IpAddress;

/// The names of hosts, which items of host lists may want to know.
public interface HostNames {
    /// Nobody knows any.
    HostNames NONE = new HostNames() {
        @Override
        public Answer<String> namesOf(IpAddress address) {
            return new Unknown<>();
        }

        @Override
        public Answer<IpAddress> addressesOf(String name) {
            return new Unknown<>();
        }
    };

    /// The names of an address, each confirmed: the name has the address, too.
    Answer<String> namesOf(IpAddress address);

    /// The addresses of a name.
    Answer<IpAddress> addressesOf(String name);

    /// The answer.
    sealed interface Answer<T> {}

    /// These are they.
    record Known<T>(List<T> values) implements Answer<T> {}

    /// There are none.
    record Unknown<T>() implements Answer<T> {}

    /// It cannot be said now.
    record TryAgain<T>(String reason) implements Answer<T> {}
}
