package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Finds the commit behind a name, and says what there is when it is not found.
///
/// *Errors*: a name that is wrong is the user's to mend, so it is `USAGE`, and `CONFIGURATION` for
/// a pin; `GIT` is a repository that cannot be read.
record RefSearch(Repository repository) {
  private static final int MAX_NAMED = 5;

  /// The kind of a name that the user gave with a command.
  private static final String ANY = "ref";

  private static final String BRANCH = "branch";
  private static final String TAG = "tag";

  String any(String revision) {
    return resolved(ANY, revision, List.of(revision, Constants.R_REMOTES + "origin/" + revision));
  }

  String branch(String name) {
    return resolved(
        BRANCH, name, List.of(Constants.R_HEADS + name, Constants.R_REMOTES + "origin/" + name));
  }

  String tag(String name) {
    return resolved(TAG, name, List.of(Constants.R_TAGS + name));
  }

  String commit(String name) {
    if (!name.matches("[0-9A-Fa-f]{4,40}")) {
      throw notFound("commit", name, "A commit is 4 to 40 hexadecimal digits.", null);
    }
    return resolved("commit", name, List.of(name.toLowerCase(java.util.Locale.ROOT)));
  }

  List<Ref> all() {
    try {
      return repository.getRefDatabase().getRefs().stream()
          .filter(ref -> !ref.getName().equals(Constants.HEAD))
          .toList();
    } catch (IOException e) {
      throw GitWords.unreadable("The refs", e);
    }
  }

  private String resolved(String kind, String name, List<String> candidates) {
    for (String candidate : candidates) {
      Optional<String> commit = lookUp(kind, name, candidate);
      if (commit.isPresent()) {
        return commit.get();
      }
    }
    throw notFound(kind, name, nextStep(kind, name), null);
  }

  private Optional<String> lookUp(String kind, String name, String candidate) {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId id = repository.resolve(candidate);
      return id == null ? Optional.empty() : Optional.of(walk.parseCommit(id).name());
    } catch (AmbiguousObjectException e) {
      throw wrong(
          kind,
          "Several objects have an id that starts with " + shown(name) + ".",
          "Write more digits of the commit.",
          e);
    } catch (IncorrectObjectTypeException e) {
      throw wrong(kind, "The " + kind + " " + shown(name) + " is no commit.", null, e);
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw notFound(kind, name, "Name a branch, a tag or a commit.", e);
    } catch (IOException e) {
      throw GitWords.unreadable("The " + kind + " " + shown(name), e);
    }
  }

  private String nextStep(String kind, String name) {
    List<Ref> all = all();
    if (all.isEmpty()) {
      return "The repository has no commit yet; make one first.";
    }
    List<String> names =
        all.stream().filter(ref -> isOf(kind, ref)).map(RefSearch::shortName).distinct().toList();
    boolean pinnable = kind.equals(BRANCH) || kind.equals(TAG);
    if (pinnable && all.stream().map(RefSearch::shortName).anyMatch(name::equals)) {
      String other = kind.equals(TAG) ? BRANCH : TAG;
      return "It is a " + other + ": write " + other + ": instead of " + kind + ":.";
    }
    if (names.isEmpty()) {
      return "There is no " + kind + " at all; another kind of pin may be meant.";
    }
    String fetch =
        isShallow() ? " The clone is shallow: `git fetch --unshallow` may bring it." : "";
    String near =
        names.stream()
            .sorted(Comparator.comparing((String one) -> !isNear(one, name)))
            .limit(MAX_NAMED)
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return "There is: " + near + (names.size() > MAX_NAMED ? " and others." : ".") + fetch;
  }

  private static boolean isOf(String kind, Ref ref) {
    return switch (kind) {
      case TAG -> ref.getName().startsWith(Constants.R_TAGS);
      case BRANCH -> !ref.getName().startsWith(Constants.R_TAGS);
      default -> true;
    };
  }

  /// Returns the name as a pin has it: a branch of `origin` goes by its own name.
  private static String shortName(Ref ref) {
    String origin = Constants.R_REMOTES + "origin/";
    return ref.getName().startsWith(origin)
        ? ref.getName().substring(origin.length())
        : Repository.shortenRefName(ref.getName());
  }

  private boolean isShallow() {
    try {
      return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isNear(String one, String name) {
    String lower = one.toLowerCase(java.util.Locale.ROOT);
    String wanted = name.toLowerCase(java.util.Locale.ROOT);
    return lower.contains(wanted) || wanted.contains(lower);
  }

  private static LockstepException notFound(
      String kind, String name, @Nullable String nextStep, @Nullable Exception cause) {
    return wrong(
        kind, "There is no " + kind + " " + shown(name) + " in the repository.", nextStep, cause);
  }

  private static LockstepException wrong(
      String kind, String message, @Nullable String nextStep, @Nullable Exception cause) {
    ErrorCode code = kind.equals(ANY) ? ErrorCode.USAGE : ErrorCode.CONFIGURATION;
    return new LockstepException(code, message, nextStep, cause);
  }

  /// Returns the name for a message; a mistyped address that was taken for a name may hold a
  /// password.
  private static String shown(String name) {
    String harmless = name.replaceAll("(?s)^.*:.*@(?!\\{)", "…@");
    return "\"" + GitWords.clean(harmless) + "\"";
  }
}
