package dev.lockstep.bench.row;

import dev.lockstep.bench.peer.CommandTool;
import dev.lockstep.bench.peer.FleetTool;
import dev.lockstep.bench.peer.LibraryTool;
import dev.lockstep.bench.peer.Sight;
import java.util.List;

/// Lists who takes part.
///
/// @param commands the peers' command lines
/// @param ours Lockstep's command line, once for each engine
/// @param libraries the peers as libraries on plain SQL
/// @param oursWarm Lockstep in this JVM, once for each engine
/// @param engineAlone the engine as library on changes that only it can run
/// @param engineOurs Lockstep on the same
public record Contenders(
    List<CommandTool> commands,
    List<FleetTool> ours,
    List<LibraryTool> libraries,
    List<LibraryTool> oursWarm,
    LibraryTool engineAlone,
    LibraryTool engineOurs) {
  public Contenders {
    commands = List.copyOf(commands);
    ours = List.copyOf(ours);
    libraries = List.copyOf(libraries);
    oursWarm = List.copyOf(oursWarm);
  }

  /// Returns Lockstep in this JVM where the files are old by the nature of the work.
  List<LibraryTool> oursAgain() {
    return oursWarm.stream().filter(tool -> tool.sight() == Sight.AGAIN).toList();
  }
}
