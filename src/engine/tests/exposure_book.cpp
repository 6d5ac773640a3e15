#include "engine/exposure_book.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

/// One aircraft for 600 s, one radar that turns in 10 s; 2 of 3, four misses.
Scenario scene() {
  Scenario s;
  s.start = Time{1'780'000'000'000'000'000};
  s.duration = Duration::seconds(600.0);
  RadarSite radar;
  radar.id = RadarId{0};
  radar.post = PostId{0};
  radar.type.scan = ScanKind::rotating;
  radar.type.rotation_period_s = 10.0;
  radar.type.faces = 1;
  s.radars.push_back(radar);
  s.posts.emplace_back();
  Platform p;
  p.id = PlatformId{0};
  p.side = Side::friendly;
  p.exposure = true;
  p.path.add_knot(s.start, {{0.0, 0.0, 7e6}, {100.0, 0.0, 0.0}});
  p.path.add_knot(s.start + Duration::seconds(700.0), {{7e4, 0.0, 7e6}, {100.0, 0.0, 0.0}});
  s.platforms.push_back(p);
  return s;
}

ExposedLook look(const Scenario& s, double t_s, bool detected, AspectSector aspect = AspectSector::nose) {
  ExposedLook l{PlatformId{0}, RadarId{0}, s.start + Duration::seconds(t_s)};
  l.aspect = aspect;
  l.stands_for_s = 10.0;
  l.detected = detected;
  l.pd = {0.1, 0.5, 0.9, 0.9, 1.0, 1.0};
  l.would_be = {false, detected, true, true, true, true};
  return l;
}

Exposure sum(const std::vector<ExposureRow>& rows) {
  Exposure all;
  for (const ExposureRow& row : rows) all = all + row.exposure;
  return all;
}

TEST(ExposureBook, counts_looks_by_aspect_and_adds_up_what_is_expected) {
  const Scenario s = scene();
  ExposureBook book(s);
  ASSERT_TRUE(book.any());
  for (int i = 1; i <= 5; ++i) book.looks({look(s, 10.0 * i, i % 2 == 0)});
  ExposedLook off = look(s, 60.0, false, AspectSector::tail);
  off.radiating = false;
  book.looks({off});
  ExposedLook dwell = look(s, 61.0, true, AspectSector::tail);
  dwell.stands_for_s = 0.0;
  book.looks({dwell});
  book.finish(s.start + s.duration);
  const std::vector<ExposureRow> rows = book.rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].aspect, 0);
  EXPECT_EQ(rows[0].exposure.coverage_s, 50.0);
  EXPECT_EQ(rows[0].exposure.looks, 5.0);
  EXPECT_EQ(rows[0].exposure.detections, 2.0);
  EXPECT_NEAR(rows[0].exposure.expected[0], 0.5, 1e-12);
  EXPECT_NEAR(rows[0].exposure.expected[2], 4.5, 1e-12);
  EXPECT_EQ(rows[1].aspect, 2);
  EXPECT_EQ(rows[1].exposure.off_s, 10.0);
  EXPECT_EQ(rows[1].exposure.looks, 1.0);
  EXPECT_EQ(rows[1].exposure.dwells, 1.0);
}

TEST(ExposureBook, minutes_in_track_are_those_in_which_some_track_stands) {
  const Scenario s = scene();
  ExposureBook book(s);
  const auto at = [&s](double t_s) { return s.start + Duration::seconds(t_s); };
  const PlatformId it{0}, other{};
  book.updated(5, true, it, it, RadarId{0}, at(100.0));
  book.updated(6, true, it, it, RadarId{0}, at(110.0));     // a second track of the same: no more time
  book.updated(5, true, other, it, RadarId{0}, at(150.0));  // swapped away
  book.dropped(6, at(160.0));
  book.updated(7, false, it, it, RadarId{0}, at(300.0));  // not confirmed
  book.updated(7, true, it, it, RadarId{0}, at(400.0));
  book.updated(7, true, it, it, RadarId{0}, at(410.0));
  book.gone(it, at(430.0));
  book.dropped(7, at(450.0));
  book.finish(at(600.0));
  EXPECT_NEAR(book.flights()[0].track_s, 60.0 + 30.0, 1e-9);
  // By this radar: 100 to 160 (its plots would keep it 40 s, but no track stood), 400 to 430.
  EXPECT_NEAR(sum(book.rows()).track_s, (160.0 - 100.0) - 10.0 + 30.0, 10.0 + 1e-9);
  EXPECT_LE(sum(book.rows()).track_s, book.flights()[0].track_s + 1e-9);
}

TEST(ExposureBook, costs_and_says_nothing_where_nobody_asks) {
  Scenario s = scene();
  s.platforms[0].exposure = false;
  ExposureBook book(s);
  EXPECT_FALSE(book.any());
  book.finish(s.start + s.duration);
  EXPECT_TRUE(book.rows().empty());
}

TEST(TrackAlone, begins_with_m_of_n_and_dies_of_misses) {
  const TrackAlone::Rule rule{2, 3, 4, 10.0};
  TrackAlone track;
  double stood_s = 0.0;
  const bool hits[] = {true, false, true, true, false, false, true, false, false, false, false, false};
  for (int i = 0; i < 12; ++i) stood_s += track.look(rule, 10.0 * i, hits[i]);
  // Firm at the third look (20 s); the hit at 60 s, then four misses: it dies at 100 s.
  EXPECT_NEAR(stood_s, 80.0, 1e-9);
  EXPECT_EQ(track.rest(rule, 1e9), 0.0);
}

TEST(TrackAlone, a_hole_in_the_coverage_is_as_many_misses) {
  const TrackAlone::Rule rule{2, 3, 4, 10.0};
  TrackAlone track;
  double stood_s = 0.0;
  for (const double t_s : {0.0, 10.0, 30.0}) stood_s += track.look(rule, t_s, true);
  EXPECT_NEAR(stood_s, 20.0, 1e-9);  // one look missed, and it goes on
  stood_s += track.look(rule, 200.0, true);
  EXPECT_NEAR(stood_s, 20.0 + 40.0, 1e-9);  // four, and it is gone
  stood_s += track.look(rule, 210.0, true);
  EXPECT_NEAR(stood_s, 60.0, 1e-9);  // firm again
  EXPECT_NEAR(track.rest(rule, 1e9), 40.0, 1e-9);
  EXPECT_NEAR(track.rest(rule, 215.0), 5.0, 1e-9);
}

}  // namespace
}  // namespace cupola
