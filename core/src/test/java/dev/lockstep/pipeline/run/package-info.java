@NullMarked
package dev.lockstep.pipeline.run;

import org.jspecify.annotations.NullMarked;
