/// The server: puts the rooms together behind one API, and starts and ends in an orderly way.
///
/// Below it, `store` keeps rows, `people` knows who asks, `entity` keeps what was declared, `web`
/// takes requests and lets nothing past the one decision of `access`, `api` says what each route
/// does, `work` works on steps.
@NullMarked
package dev.lockstep.server;

import org.jspecify.annotations.NullMarked;
