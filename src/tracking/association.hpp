#pragma once

#include <vector>

#include "core/assignment.hpp"
#include "tracking/gating.hpp"

namespace cupola {

/// Which track gets which plot, so that the sum of the costs is least, where everything may stay alone
/// at cost 0?
/// Model      sparse linear assignment, exact (core/assignment.hpp); a track and a plot that are each
///            other's only candidates are paired without asking, which the optimum does too where the
///            cost is below 0; so are plots whose cheapest tracks are all different ones, as no assignment
///            costs less
/// Returns    by plot: which candidate it goes by, or -1. Among equal sums the lower track gets the
///            lower plot
/// Checked by tests/association.cpp
class Association {
 public:
  const std::vector<int>& solve(const std::vector<Candidate>& candidates, std::size_t tracks,
                                std::size_t plots);

 private:
  void count(const std::vector<Candidate>& candidates, std::size_t tracks, std::size_t plots);
  void forget_counts(const std::vector<Candidate>& candidates);
  bool all_get_their_cheapest(const std::vector<Candidate>& candidates);
  void settle_contest(const std::vector<Candidate>& candidates, std::size_t plots);

  // How many candidates; 0 between two calls, as most tracks have none: nothing is done for those.
  std::vector<int> of_track_, of_plot_;
  std::vector<int> contested_;  // candidates that have rivals
  std::vector<int> wanted_;     // by track: of how many plots it is the cheapest; 0 between two calls
  std::vector<int> rows_;       // the tracks of these, rising
  std::vector<AssignmentCandidate> table_;
  std::vector<double> price_alone_;
  Assignment assignment_;
  std::vector<int> chosen_;
};

}  // namespace cupola
