#pragma once

#include <string>
#include <vector>

namespace cupola {

/// Where in a user's file: line and column from 1; 0 where the whole file is meant.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// A user's mistake: what was found, what was expected, what to do about it.
struct Problem {
  Place place;
  std::string what;
  std::string hint;
  std::string source_line;  ///< the text of the line, for the caret; may be empty
};

/// Everything wrong with the files of one command, in order of place.
class Problems {
 public:
  void add(Problem problem);
  bool empty() const { return problems_.empty(); }
  const std::vector<Problem>& all() const { return problems_; }
  /// `file:line:column: error: what`, the line with a caret, and the hint, for at most 20 problems, then a
  /// count.
  std::string text() const;

 private:
  std::vector<Problem> problems_;
};

}  // namespace cupola
