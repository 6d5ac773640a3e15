#pragma once

#include <cmath>
#include <vector>

#include "core/assignment.hpp"
#include "core/vec3.hpp"

namespace cupola::testing {

/// How far are two sets of places apart, counting what is missed and what is false?
/// Model      GOSPA, p = 2, alpha = 2 (Rahmathullah, Garcia-Fernandez and Svensson 2017, proposition 1)
struct Gospa {
  double value = 0.0;
  int missed = 0, extra = 0;
};

inline Gospa gospa(const std::vector<Vec3>& truth, const std::vector<Vec3>& tracks, double cut_off_m) {
  const double c2 = cut_off_m * cut_off_m;
  std::vector<AssignmentCandidate> candidates;
  for (std::size_t i = 0; i < truth.size(); ++i)
    for (std::size_t j = 0; j < tracks.size(); ++j) {
      const Vec3 d = truth[i] - tracks[j];
      if (dot(d, d) < c2) candidates.push_back({static_cast<int>(i), static_cast<int>(j), dot(d, d) - c2});
    }
  Assignment assignment;
  const std::vector<double> alone(truth.size(), 0.0);
  const auto track_of = assignment.solve(static_cast<int>(tracks.size()), candidates, alone);
  int pairs = 0;
  for (const int track : track_of) pairs += track != Assignment::kAlone;
  const double n = static_cast<double>(truth.size() + tracks.size());
  return {std::sqrt(0.5 * c2 * n + assignment.cost()), static_cast<int>(truth.size()) - pairs,
          static_cast<int>(tracks.size()) - pairs};
}

}  // namespace cupola::testing
