package postern.smtp.server;

import java.time.Clock;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.spool.MessageStore;

/// What every connection uses: where messages go, what is written about them, what time it is, how they are
/// called.
public record Services(MessageStore store, MainLog log, Clock clock, MessageIds ids) {}
