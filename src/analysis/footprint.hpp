#pragma once

#include <optional>
#include <vector>

#include "analysis/coverage.hpp"

namespace cupola {

/// What is asked: which places are defended against whom, coming from where.
struct FootprintQuestion {
  CoverageQuestion on;           ///< target, altitudes that it comes at, map, ground, workers
  std::vector<double> from_rad;  ///< azimuths that it comes from, at the place
  double arc_m = 300e3;          ///< ballistic: how far away it is thrown
};

struct Footprint {
  Coverage
      map;  ///< layers `defended`, `seen`, `reach`: by cell the share of the directions from which it holds
  std::vector<double> from_rad;
  std::vector<CoverageArea> from_some;  ///< by altitude: defended from one direction at least
};

/// Which places does a defence keep a target from?
///
/// A place is defended from a direction where at least one engagement can be completed before the target is there.
/// Three areas lie one within the other, so that what one lacks of the next says what bounds it: in `reach` there
/// is a place on its way where a round may meet the target; in `seen` if a round left the moment the target is
/// seen; in `defended` with everything that takes time.
///
/// Model      for each direction the target's path to the place (approach.hpp), from its end backwards. A meeting at
///            t before the place asks for a launch at t + T(meeting), T by the flyout table, where the zone of the
///            round, the keep-out, the zones of fire and, for rounds that need it, the guidance radar's range,
///            elevation limits and line of sight allow it (coverage_reach.hpp; RULES 15, 17): semi-active rounds need it
///            without a gap from launch to meeting, others at launch and meeting, all of them from the order on in one sector. The latest launch that
///            still meets is the least of these: the place is defended where the first launch is no later (M37:
///            feasible iff T(target(t)) <= t - t_launch for some t). First launch: the target is seen where a look
///            of a radar whose plots come to the unit's post, or to a post above it, detects so surely that
///            the post's M of N makes a track in N looks with the probability asked for; its track is there N
///            looks later, and is taken to be hostile at once; then the doctrine's reaction time, beside which
///            the guidance radar turns; and the guidance radar has had as many looks as the doctrine's rule for
///            launching asks, at the detection probability asked for. Rounds that may be fired on remote data do
///            without the guidance radar
/// Returns    share of directions [0, 1] by cell; square kilometres where it is all of them
/// Holds for  a target alone, on a straight course at one height, or on an arc; every element up, nothing jammed, a
///            channel and a round free; figures in force, without draws
/// Accurate   times of the path to 0.02 s; the edge of an area to half a cell
/// Leaves out time of links and of deciding (about a period of the post), chance, salvos, whether a hit kills, the
///            least planned kill probability
/// Random     none
/// Checked by tests/footprint.cpp, tests/chain/footprint.cpp
Footprint footprint(const Scenario& scenario, const FootprintQuestion& question);

/// Seconds before the target is there; negative infinity: never. All of the unit and round that has most to spare.
struct FootprintVerdict {
  bool meets;       ///< at some place on its way it may be met
  double needed_s;  ///< the last launch that meets it, led as its guidance asks
  double seen_s;    ///< where it is first seen
  double launch_s;  ///< the first launch
  bool reach() const { return meets; }
  bool seen() const { return needed_s >= 0.0 && seen_s >= needed_s; }
  bool defended() const { return needed_s >= 0.0 && launch_s >= needed_s; }
  double spare_s() const { return launch_s - needed_s; }
};

/// The same of one place and one direction, at the first of the altitudes asked about.
FootprintVerdict footprint_at(const Scenario& scenario, const FootprintQuestion& question,
                              const GroundPlace& place, double from_rad);

/// Why a question has no answer, or nothing.
std::optional<CoverageRefusal> why_no_footprint(const Scenario& scenario, const FootprintQuestion& question);

}  // namespace cupola
