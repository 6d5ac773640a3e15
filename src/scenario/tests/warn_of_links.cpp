#include <algorithm>

#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

/// North linked with a south as the text says.
std::string linked(const std::string& link, const std::string& of_north = "") {
  return with(
      with(kSmallScenario, "    facing: 90 deg\n", "    facing: 90 deg\n    superior: south\n" + of_north),
      "raid:\n",
      "  - {name: south, system: set, at: {latitude: 39 deg, longitude: 32 deg},\n"
      "     load: [{interceptor: large round, rounds: 4}]}\n"
      "links: [{between: [north, south]" +
          link + "}]\nraid:\n");
}

/// The warnings of a link that speak of it, one a line.
std::string warned(const std::string& link) {
  std::string all;
  for (const std::string& w : loaded(linked(link)).warnings)
    if (w.rfind("test.yaml:", 0) == 0) all += w + "\n";
  return all;
}

TEST(WarnOfLinks, NothingToSayOfWhatCounts) {
  EXPECT_EQ(warned(", level: stand-alone"), "");
  EXPECT_EQ(warned(", latency: 1 s, loss: 5 %, outages: [{from: 5 s, until: 9 s}, {from: 9 s, until: 12 s}]"),
            "");
  EXPECT_EQ(warned(", jamming: [{from: 5 s, until: 9 s, loss: 50 %}, {capacity: 0}]"), "");
}

TEST(WarnOfLinks, SaysWhatOfALinkCountsForNothing) {
  const std::pair<const char*, const char*> kWrong[] = {
      {", outages: [{from: 100000 s, until: 100009 s}]", "the outage begins 1e+05 s after the start"},
      {", outages: [{from: 5 s, until: 9 s}, {from: 8 s, until: 12 s}]", "overlaps one before it"},
      {", jamming: [{from: 100000 s, loss: 1}]", "the jamming begins 1e+05 s after the start"},
      {", jamming: [{from: 5 s, loss: 0}]", "the jamming takes nothing"},
      {", jamming: [{capacity: 0.5}]", "neither bandwidth nor slots"},
      {", level: stand-alone, latency: 1 s", "`latency` of a link that is stand-alone"},
      {", level: stand-alone, loss: 5 %", "`loss` of a link that is stand-alone"},
      {", level: stand-alone, outages: [{from: 5 s, until: 9 s}]", "`outages` of a link that is stand-alone"},
      {", level: stand-alone, jamming: [{loss: 1}]", "`jamming` of a link that is stand-alone"}};
  for (const auto& [link, what] : kWrong) {
    const std::string told = warned(link);
    EXPECT_NE(told.find(what), std::string::npos) << link << "\n" << told;
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
  }
}

TEST(WarnOfLinks, StateOfWeaponsInASilenceThatNeverIs) {
  const std::string text =
      linked("", "    values: {doctrines: {standard: {command: {weapons_when_silent: hold}}}}\n");
  EXPECT_NE(problems_of(text).text().find("`weapons_when_silent` without `silence`"), std::string::npos);
}

}  // namespace
}  // namespace cupola
