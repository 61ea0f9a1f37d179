package postern.tls.trace;

/// Watches a connection without taking part in it: for people who learn, debug or record.
///
/// The engine asks [#wants] before it makes an event, so that an observer that wants nothing costs nothing. One
/// observer may watch many connections on many threads at once.
public interface TlsObserver {
    /// Sees nothing.
    TlsObserver NONE = new TlsObserver() {
        @Override
        public boolean wants(TraceEvent.Kind kind) {
            return false;
        }

        @Override
        public void on(TraceEvent event) {
            // Wants none.
        }
    };

    /// Whether events of this kind should be made.
    boolean wants(TraceEvent.Kind kind);

    /// Takes an event. Must not throw: nobody's curiosity may end a connection.
    void on(TraceEvent event);

    /// This observer and another one.
    default TlsObserver and(TlsObserver other) {
        var first = this;
        return new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return first.wants(kind) || other.wants(kind);
            }

            @Override
            public void on(TraceEvent event) {
                if (first.wants(event.kind())) {
                    first.on(event);
                }
                if (other.wants(event.kind())) {
                    other.on(event);
                }
            }
        };
    }
}
