/// Real programs as peers: how a test finds, starts, reads, bounds and stops a tool that we did not write.
///
/// 1. [postern.vectors.peer.Tool]: is the program on this machine? A test that needs a missing tool is skipped,
/// visibly;
///    where the environment says `CI=true` it fails instead, so that a build can never be green for lack of peers.
/// 2. [postern.vectors.peer.PeerProcess]: a running peer. Every wait has an end; stopping is by process id.
/// 3. [postern.vectors.peer.Ports]: free loopback ports.
@NullMarked
package postern.vectors.peer;

import org.jspecify.annotations.NullMarked;
