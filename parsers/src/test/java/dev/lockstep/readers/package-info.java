/// What the tests of all readers share.
@NullMarked
package dev.lockstep.readers;

import org.jspecify.annotations.NullMarked;
