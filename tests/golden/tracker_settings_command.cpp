// The tracker's settings as files: `cupola check` and `cupola schema` know them, and what they say is doubted
// where the data say otherwise.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

std::string file_of(const std::string& name, const std::string& text) {
  const std::string path = temporary(name);
  std::ofstream(path) << text;
  return path;
}

TEST(TrackerSettings, are_checked_like_any_other_file) {
  const std::string good = file_of(
      "tracker.yaml", "association: bp\nturn: {share: 0.4}\nrange_sd: 70 m\nat: plot\nregister: true\n");
  EXPECT_EQ(shell("cupola check " + good).exit_code, 0) << shell("cupola check " + good).text;
  const std::string bad =
      file_of("tracker-mistakes.yaml",
              "assocation: bp\nturn: {shae: 0.4}\nspeed_sd: 250\nconfirm_at: 0.4\nrange_sd: 70 km/h\n");
  const Answer a = shell("cupola check " + bad);
  EXPECT_EQ(a.exit_code, 65);
  for (const char* said : {":1:1: error: a tracker has no key `assocation`", "did you mean `share`?",
                           ":3:11: error: speed_sd: found `250`", ":5:11: error: range_sd"})
    EXPECT_NE(a.text.find(said), std::string::npos) << said << " in\n" << a.text;
  const Answer rule = shell("cupola check " + file_of("tracker-rule.yaml", "confirm_at: 0.4\n"));
  EXPECT_EQ(rule.exit_code, 65);
  EXPECT_NE(rule.text.find("below report_at"), std::string::npos) << rule.text;
}

/// Else `check` would take a file of one kind for another.
TEST(TrackerSettings, share_no_key_with_other_files) {
  const Json definitions = Json::parse(shell("cupola schema").text)["definitions"];
  const Json tracker = definitions["tracker"]["properties"];
  EXPECT_GT(tracker.size(), 20u);
  for (const char* kind : {"scenario_file", "catalogue_file"}) {
    EXPECT_GT(definitions[kind]["properties"].size(), 5u);
    for (const auto& [key, field] : definitions[kind]["properties"].items())
      EXPECT_FALSE(tracker.contains(key)) << kind << ": " << key;
  }
}

/// Two targets and, with `clutter`, a plot a scan that is nobody's.
std::string plots(bool clutter) {
  std::string text = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n";
  const auto row = [&](int s, int east, int north) {
    text +=
        std::to_string(4 * s) + ",radar," + std::to_string(east) + "," + std::to_string(north) + ",50,50\n";
  };
  for (int s = 0; s < 12; ++s) {
    row(s, 800 * s, 10 * (s * 7 % 5));
    row(s, 40000 - 700 * s, 5000);
    if (clutter) row(s, 7919 * (s + 3) % 50000, -20000 - 9000 * (s * s % 11));
  }
  return text;
}

TEST(TrackerSettings, warn_of_false_plots_where_there_are_said_to_be_none) {
  const std::string clean = file_of("clean.csv", plots(false)), dirty = file_of("dirty.csv", plots(true));
  const std::string out = " --out " + temporary("tracks-none-false.csv");
  const std::string warning = "there are said to be no false detections";
  EXPECT_EQ(shell("cupola track " + clean + out + " --false-per-scan 0").text.find(warning),
            std::string::npos);
  EXPECT_EQ(shell("cupola track " + dirty + out).text.find(warning), std::string::npos);
  const Answer a = shell("cupola track " + dirty + out + " --false-per-scan 0");
  EXPECT_EQ(a.exit_code, 0);
  EXPECT_NE(a.text.find(warning), std::string::npos) << a.text;
  const std::string sensors = file_of("none-false.csv", "sensor,false_per_scan\nradar,0\n");
  EXPECT_NE(shell("cupola track " + dirty + out + " --sensors " + sensors).text.find(warning),
            std::string::npos);
}

Json tracked(const std::string& plots_file, const std::string& options) {
  const Answer a = shell("cupola track " + plots_file + " --out " + temporary("tracks-variants.csv") +
                         " --json --quiet " + options);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  return a.exit_code == 0 ? Json::parse(a.text) : Json();
}

TEST(TrackerSettings, offer_filters_and_initiations_in_one_flag_each) {
  const std::string clean = file_of("variants.csv", plots(false));
  for (const char* options :
       {"", "--filter kalman", "--filter kalman --acceleration-density 30",
        "--initiation counting --initiation-hits 3 --initiation-looks 5",
        "--initiation sprt --false-track-probability 0.001 --missed-track-probability 0.1"})
    EXPECT_EQ(tracked(clean, options)["firm_tracks"], 2) << options;
  EXPECT_NE(tracked(clean, "--filter kalman")["digest"], tracked(clean, "")["digest"]);
}

/// A radar whose azimuths are good to 1 degree, at 200 km.
std::string poor_azimuths() {
  std::string text = "time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n";
  for (int s = 0; s < 20; ++s)
    text += std::to_string(4 * s) + ",radar," + std::to_string(200000 - 700 * s + 40 * (s * 7 % 5)) + "," +
            std::to_string(90 + (s * 11 % 7 - 3) * 0.4) + ",100,1\n";
  return text;
}

TEST(TrackerSettings, take_measurements_as_they_are_told) {
  const std::string file = file_of("poor-azimuths.csv", poor_azimuths());
  const auto digest = [&](const std::string& model) {
    return tracked(file, model.empty() ? "" : "--measurement " + model)["digest"];
  };
  EXPECT_EQ(digest(""), digest("automatic"));
  EXPECT_EQ(digest(""), digest("iterated"));  // the bend is 0.6
  for (const char* model : {"converted", "decorrelated", "extended", "unscented"})
    EXPECT_NE(digest(""), digest(model)) << model;
}

/// Every fourth plot 9 s late: none begins a second track.
TEST(TrackerSettings, take_plots_in_the_order_of_their_arrival) {
  std::string text = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m,received_s\n";
  for (int s = 0; s < 24; ++s)
    text += std::to_string(4 * s) + ",radar," + std::to_string(800 * s) + "," +
            std::to_string(20 * (s * 7 % 5)) + ",50,50," + std::to_string(4 * s + (s % 4 == 3 ? 9 : 0)) +
            "\n";
  const Json result = tracked(file_of("late.csv", text), "--at plot");
  EXPECT_EQ(result["plots_late"], 6);
  EXPECT_EQ(result["plots_used"], 24);
  EXPECT_EQ(result["tracks_begun"], 1);
}

}  // namespace
}  // namespace cupola
