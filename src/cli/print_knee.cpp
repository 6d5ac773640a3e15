#include "cli/print_knee.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/interval_print.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<LevelFile>& sizes_of(const Study& study, const KneeAnswer& answer) {
  return study.file.factors[answer.factor].levels;
}

/// The levels of the other factors.
std::string others_of(const Study& study, const KneeAnswer& answer) {
  std::string text;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    if (f != answer.factor)
      text += (text.empty() ? "" : "; ") + study.file.factors[f].name + ": " +
              study.file.factors[f].levels[study.points[answer.points[0]].levels[f]].name;
  return text;
}

std::string one_text(const Study& study, const KneeAnswer& answer) {
  const auto& sizes = sizes_of(study, answer);
  const Knee& knee = answer.knee;
  const std::string& last = sizes.back().name;
  if (knee.wanted) return "not known yet: more replicates are to be played";
  if (knee.low >= sizes.size()) return fmt::format("not reached up to {}", last);
  const std::string high = knee.high < sizes.size() ? sizes[knee.high].name : "beyond " + last;
  const std::string estimate =
      knee.estimate < sizes.size() ? sizes[knee.estimate].name : fmt::format("not reached up to {}", last);
  const std::string first =
      knee.high == 0 ? fmt::format(" (the smallest size that was asked for: it may lie lower)") : "";
  return fmt::format("{}  [{}, {}]{}", estimate, sizes[knee.low].name, high, first);
}

std::string fall_text(const Study& study, const KneeAnswer& answer) {
  if (!answer.knee.fall) return {};
  const auto& sizes = sizes_of(study, answer);
  const KneeFall& fall = *answer.knee.fall;
  return fmt::format(
      "    not monotone: from {} to {} it goes the other way, by {}: this is a crossing, and there may be "
      "others\n",
      sizes[fall.from].name, sizes[fall.to].name, interval_text(fall.difference));
}

/// Where the estimates above do not say it.
std::string played_text(const Study& study, const KneeAnswer& answer) {
  std::string text;
  const std::vector<std::string>& shown = study.file.measures;
  if (std::find(shown.begin(), shown.end(), study.file.knee.measure) != shown.end()) return text;
  for (std::size_t i = 0; i < answer.knee.visited.size(); ++i)
    text += fmt::format("    {}  at {}  ({} replicates)\n", interval_text(answer.means[i]),
                        sizes_of(study, answer)[answer.knee.visited[i]].name, answer.replicates[i]);
  return text;
}

Json size_json(const Study& study, const KneeAnswer& answer, std::size_t size) {
  const auto& sizes = sizes_of(study, answer);
  return size < sizes.size() ? Json(sizes[size].name) : Json();
}

}  // namespace

std::string knees_as_text(const Study& study, const std::vector<KneeAnswer>& knees) {
  if (knees.empty()) return {};
  const KneeFile& file = study.file.knee;
  std::string text = fmt::format(
      "\nKnee: the first {} at which the mean of {} is {} {}, with at least 95 % confidence (bisection with "
      "tests)\n",
      file.name(), file.measure, file.way == KneeWay::falls ? "below" : "above", file.level);
  for (const KneeAnswer& answer : knees) {
    const std::string others = others_of(study, answer);
    text += fmt::format("  {}{}{}\n", others, others.empty() ? "" : ": ", one_text(study, answer));
    text += fall_text(study, answer) + played_text(study, answer);
  }
  return text;
}

Json knees_as_json(const Study& study, const std::vector<KneeAnswer>& knees) {
  Json rows = Json::array();
  for (const KneeAnswer& answer : knees) {
    const Knee& knee = answer.knee;
    Json row = {{"factor", study.file.knee.name()},
                {"measure", study.file.knee.measure},
                {"level", study.file.knee.level},
                {"others", others_of(study, answer)},
                {"known", !knee.wanted},
                {"reached", !knee.wanted && knee.low < sizes_of(study, answer).size()},
                {"estimate", size_json(study, answer, knee.wanted ? SIZE_MAX : knee.estimate)},
                {"low", size_json(study, answer, knee.wanted ? SIZE_MAX : knee.low)},
                {"high", size_json(study, answer, knee.wanted ? SIZE_MAX : knee.high)},
                {"monotone", !knee.fall},
                {"played", Json::array()}};
    for (std::size_t i = 0; i < knee.visited.size(); ++i) {
      Json one = {{"size", size_json(study, answer, knee.visited[i])}, {"replicates", answer.replicates[i]}};
      one.update(interval_json(answer.means[i]));
      row["played"].push_back(one);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace cupola
