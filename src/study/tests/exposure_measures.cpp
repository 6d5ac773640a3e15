#include "study/exposure_measures.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

Scenario pair_past_one_radar(Signature signature) {
  Scenario s;
  s.duration = Duration::seconds(1200.0);
  s.radars.resize(1);
  s.radars[0].id = RadarId{0};
  s.radars[0].name = "Murted/91N6E";
  s.platforms.resize(3);
  for (std::uint32_t i = 0; i < 3; ++i) s.platforms[i].id = PlatformId{i};
  for (std::uint32_t i : {1u, 2u}) {
    s.platforms[i].group = "lightning";
    s.platforms[i].exposure = true;
    s.platforms[i].type.signature = signature;
  }
  return s;
}

/// The first is seen from the nose and the tail, the second from the tail alone.
ReplicateResult seen() {
  Exposure nose, tail;
  nose.detections = 4.0;
  nose.expected = {1.0, 4.0, 9.0, 20.0, 21.0, 22.0};
  tail.detections = 2.0;
  tail.track_s = 120.0;
  ReplicateResult r;
  r.exposures = {{PlatformId{1}, RadarId{0}, 0, nose},
                 {PlatformId{1}, RadarId{0}, 2, tail},
                 {PlatformId{2}, RadarId{0}, 2, tail}};
  r.exposed_flights = {{PlatformId{1}, 600.0, 180.0}, {PlatformId{2}, 600.0, 60.0}};
  return r;
}

double value(const Scenario& scenario, const std::string& column) {
  std::vector<ReplicateMeasure> measures;
  add_exposure_measures(scenario, measures);
  for (const ReplicateMeasure& measure : measures)
    if (column_name(measure) == column) return measure.of(seen()).value();
  ADD_FAILURE() << column;
  return 0.0;
}

TEST(ExposureMeasures, AreMeansOverTheGroup) {
  const Scenario s = pair_past_one_radar(Signature::clean);
  EXPECT_DOUBLE_EQ(value(s, "exposure_lightning_track_min"), 2.0);
  EXPECT_DOUBLE_EQ(value(s, "exposure_lightning_murted_91n6e_detections"), 4.0);
  EXPECT_DOUBLE_EQ(value(s, "exposure_lightning_murted_91n6e_nose_detections"), 2.0);
  EXPECT_DOUBLE_EQ(value(s, "exposure_lightning_murted_91n6e_tail_track_min"), 2.0);
}

TEST(ExposureMeasures, EndsOfTheCrossSectionAreThoseOfTheAircraftAsItFlies) {
  EXPECT_DOUBLE_EQ(
      value(pair_past_one_radar(Signature::clean), "exposure_lightning_murted_91n6e_detections_low"), 0.5);
  EXPECT_DOUBLE_EQ(
      value(pair_past_one_radar(Signature::clean), "exposure_lightning_murted_91n6e_detections_high"), 4.5);
  EXPECT_DOUBLE_EQ(
      value(pair_past_one_radar(Signature::augmented), "exposure_lightning_murted_91n6e_detections_low"),
      10.0);
}

TEST(ExposureMeasures, NothingWhereNobodyAsks) {
  Scenario s = pair_past_one_radar(Signature::clean);
  for (Platform& p : s.platforms) p.exposure = false;
  std::vector<ReplicateMeasure> measures;
  add_exposure_measures(s, measures);
  EXPECT_TRUE(measures.empty());
}

}  // namespace
}  // namespace cupola
