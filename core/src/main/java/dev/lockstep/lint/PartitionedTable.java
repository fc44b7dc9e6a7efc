package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is what a database tells of a table whose rows are in partitions.
///
/// @param defaultPartition the partition that takes what fits nowhere else; null for none
/// @param indexes those of the table itself, which its partitions share
public record PartitionedTable(
    QualifiedName name, @Nullable QualifiedName defaultPartition, List<QualifiedName> indexes) {
  public PartitionedTable {
    indexes = List.copyOf(indexes);
  }
}
