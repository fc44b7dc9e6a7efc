/// SQL Server, through a driver that the user brings.
@NullMarked
package dev.lockstep.dialects.sqlserver;

import org.jspecify.annotations.NullMarked;
