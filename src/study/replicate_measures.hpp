#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/replicate.hpp"

namespace cupola {

/// What of a replicate a measure is of.
enum class MeasurePart : std::uint8_t {
  outcome,
  wrong,
  rounds_fired,
  threats,
  rounds,
  ready,
  exposure,
  more
};
inline constexpr std::size_t kMeasurePartCount = 8;

/// One number that a replicate of a scenario gives, or does not give: the range at which a raid was first met, where
/// nothing met it.
struct ReplicateMeasure {
  MeasurePart part;
  std::string key;   ///< for programs: `p_no_leaker`, or the weapon's or the cause's name
  std::string text;  ///< for people
  bool is_event;     ///< holds (1) or not (0)
  double most;
  std::function<std::optional<double>(const ReplicateResult&)> of;  ///< none: it was not there to be measured
  std::string group = {};  ///< the word that asks for it together with others
  double shown = 1.0;      ///< factor for people, whose unit stands in the text: the value itself is SI
  double least = 0.0;
};

/// The mean of one measure over the mean of another.
struct RatioMeasure {
  std::string column, text;
  std::string over, under;  ///< columns of its two measures
  std::string group;
};

/// All measures of a scenario in a fixed order; shares are of the hostiles that set out.
std::vector<ReplicateMeasure> measures_of(const Scenario& scenario);

/// Those of its ratios that need two measures, by their columns; one with the column of a measure stands for it wherever
/// estimates are made.
std::vector<RatioMeasure> ratios_of(const Scenario& scenario);

/// What these words ask for: names of columns as they are, the word of a group for all columns in it, each once.
std::vector<std::string> columns_of(const std::vector<std::string>& words,
                                    const std::vector<std::vector<ReplicateMeasure>>& measures,
                                    const std::vector<std::vector<RatioMeasure>>& ratios);

/// As the name of a column of a table: `rounds_fired_48n6e3`; outcomes and wrong engagements as their key.
std::string column_name(const ReplicateMeasure& measure);

}  // namespace cupola
