#pragma once

namespace cupola {

/// What the command tells the shell (docs: the same for every verb).
enum ExitCode : int {
  kDone = 0,
  kCheckFailed = 1,  ///< a check that was asked for failed
  kUsage = 2,
  kBadInput = 65,
  kInternalFault = 70,
  kCannotWrite = 73,
  kInterrupted = 75,  ///< run it again
};

}  // namespace cupola
