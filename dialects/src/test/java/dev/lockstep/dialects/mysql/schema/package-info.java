@NullMarked
package dev.lockstep.dialects.mysql.schema;

import org.jspecify.annotations.NullMarked;
