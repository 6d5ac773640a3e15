// What a file says of apertures, CFAR windows, filters against rain, and tables of cross-section.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "catalogue/decode.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/platform_type.hpp"

namespace cupola {
namespace {

template <class Record>
struct Read {
  explicit Read(const std::string& text, const std::string& key = "") {
    Document document;
    if (!parse_yaml("test.yaml", text, document, problems)) return;
    References references;
    const Node& node = key.empty() ? document.root : *document.root.find(key);
    decode(document, node, key, record, references, problems);
  }
  void expect_problem(const std::string& part) const {
    EXPECT_NE(problems.text().find(part), std::string::npos) << problems.text();
  }
  Record record;
  Problems problems;
};

const std::string kAssumed = ", status: assumed, reason: for a test}\n";

TEST(EchoParts, an_aperture_has_a_beam_and_no_nose) {
  const Read<AntennaPattern> line("elevation: uniform line\nbeam_elevation: {value: 3 deg" + kAssumed);
  EXPECT_EQ(line.problems.text(), "");
  EXPECT_EQ(line.record.elevation, ElevationPattern::uniform_line);
  EXPECT_NEAR(line.record.beam_elevation_rad, 3 * 0.017453292519943295, 1e-12);
  Read<AntennaPattern>("elevation: even\nbeam_elevation: {value: 3 deg" + kAssumed)
      .expect_problem("stands only with the pattern of an aperture");
  Read<AntennaPattern>("elevation: circular\nnose_elevation: {value: 3 deg" + kAssumed)
      .expect_problem("stands only with");
}

TEST(EchoParts, a_window_has_whole_cells) {
  const Read<CfarWindow> window("cells: {value: 16" + kAssumed);
  EXPECT_EQ(window.problems.text(), "");
  EXPECT_TRUE(window.record.given());
  EXPECT_EQ(window.record.guard, 1.0);
  Read<CfarWindow>("cells: {value: 16.5" + kAssumed).expect_problem("cells");
}

/// A shipped radar with `lines` instead of its reference.
std::string made_of_factors(const std::string& lines) {
  std::ifstream file(CUPOLA_SOURCE_DIR "/catalogue/radars/96l6e.yaml");
  std::string text, line;
  while (std::getline(file, line)) {
    const bool referred = line.starts_with("  reference_") && !line.starts_with("  reference_pfa");
    if (!referred) text += line + "\n";
  }
  return text + lines;
}

TEST(EchoParts, the_loss_of_a_window_is_not_counted_twice) {
  const std::string energy = "  equation: energy\n  energy:\n    peak_power: {value: 100 kW" + kAssumed +
                             "    pulse_length: {value: 10 us" + kAssumed +
                             "    transmit_gain: {value: 38 dB" + kAssumed;
  const std::string window = "  cfar:\n    cells: {value: 16" + kAssumed;
  EXPECT_EQ(Read<RadarType>(made_of_factors(energy + window), "radar").problems.text(), "");
  const std::string loss = "    losses:\n      cfar: {value: 2 dB" + kAssumed;
  EXPECT_EQ(Read<RadarType>(made_of_factors(energy + loss), "radar").problems.text(), "");
  Read<RadarType>(made_of_factors(energy + loss + window), "radar").expect_problem("counted twice");
}

const std::string kTable = "level: {value: 0 dB, low: -3 dB, high: 3 dB" + kAssumed +
                           "azimuths: [0 deg, 90 deg, 180 deg]\n"
                           "cuts:\n  - {elevation: -10 deg, rcs: [1 m2, 10 dBsm, 2 m2]}\n  - {elevation: 10 "
                           "deg, rcs: [1 m2, 5 m2, 2 m2]}\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(EchoParts, a_table_is_read_and_its_level_has_a_mode) {
  Read<RcsTable> read(kTable);
  ASSERT_EQ(read.problems.text(), "");
  EXPECT_EQ(read.record.azimuths_rad.size(), 3u);
  EXPECT_NEAR(read.record.cuts[0].rcs_m2[1], 10.0, 1e-9);
  EXPECT_EQ(read.record.cuts[1].rcs_m2[1], 5.0);
  set_mode(read.record, FigureMode::low);
  EXPECT_NEAR(read.record.level, 0.501187, 1e-6);
}

TEST(EchoParts, a_table_that_does_not_go_round_is_refused) {
  const auto refused = [](const std::string& from, const std::string& to, const std::string& part) {
    Read<RcsTable>(with(kTable, from, to)).expect_problem(part);
  };
  refused("90 deg, 180 deg", "180 deg, 90 deg", "the azimuths rise");
  refused("[0 deg", "[10 deg", "the azimuths rise");
  refused("[1 m2, 5 m2, 2 m2]", "[1 m2, 5 m2]", "one cross-section for each azimuth");
  refused("elevation: 10 deg", "elevation: -20 deg", "must rise");
  refused("[0 deg, 90 deg", "[-180 deg, 90 deg", "one direction");
  refused("10 dBsm", "10", "rcs");
  refused("[0 deg, 90 deg, 180 deg]", "0 deg", "a list of quantities");
}

TEST(EchoParts, an_augmented_platform_says_by_how_much) {
  std::ifstream file(CUPOLA_SOURCE_DIR "/catalogue/platforms/f-16c.yaml");
  std::stringstream text;
  text << file.rdbuf();
  const std::string augmented = text.str() + "  signature: augmented\n";
  Read<PlatformType>(augmented, "platform").expect_problem("needs `augmented_rcs`");
  const Read<PlatformType> good(augmented + "  augmented_rcs: {value: 2 m2" + kAssumed, "platform");
  EXPECT_EQ(good.problems.text(), "");
  EXPECT_EQ(good.record.signature, Signature::augmented);
}

}  // namespace
}  // namespace cupola
