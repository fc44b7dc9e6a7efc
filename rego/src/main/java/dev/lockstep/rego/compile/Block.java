package dev.lockstep.rego.compile;

import java.util.List;

/// Is a body whose steps stand in an order in which each can be done.
public record Block(List<Step> steps) {
  public static final Block EMPTY = new Block(List.of());

  public Block {
    steps = List.copyOf(steps);
  }
}
