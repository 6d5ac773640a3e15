// Radars out of line: what it costs a picture, and what estimating the errors wins back.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "chain/estimates.hpp"
#include "core/random.hpp"
#include "engine/plan.hpp"
#include "record/point_sets.hpp"
#include "support/lay_down.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kDuration_s = 420.0, kSettled_s = 240.0;

/// Two radars of one post, 60 km apart, and ten raiders abreast of each other that both see.
LayDown two_radars(double azimuth_sd_deg, RegistrationPolicy policy) {
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(kDuration_s);
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  s.posts[0].doctrine.registration = policy;
  for (int i = 0; i < 10; ++i)
    l.add_flight(numbered("raider", i),
                 LayDown::place(170.0 + 9.0 * (i % 3), -90.0 + 20.0 * i, 9000.0 + 300.0 * i),
                 LayDown::place(20.0, -60.0 + 13.0 * i, 9000.0 + 300.0 * i), 240.0);
  for (const auto& [name, east] : {std::pair{"east/radar", 30.0}, {"west/radar", -30.0}}) {
    RadarType type = LayDown::radar(name, ScanKind::rotating);
    type.azimuth_floor_rad = 0.1 * kDegree;
    type.elevation_floor_rad = 0.1 * kDegree;
    type.range_floor_m = 50.0;
    type.registration.azimuth_rad = azimuth_sd_deg * kDegree;
    l.add_radar(name, LayDown::place(0.0, east), type, post);
  }
  return l;
}

struct PictureOf {
  double error_m = 0.0;  // of the firm tracks of targets, mean
  double tracks = 0.0;   // firm, for each target
  double gospa_m = 0.0;
};

/// The firm tracks of the post, once things have settled: the last word of each in every five seconds.
PictureOf picture(const LayDown& lay_down, std::uint64_t replicate) {
  const Scenario& s = lay_down.scenario;
  const auto plan = make_plan(s);
  Log log(names_of(*plan), s.start, true);
  play(*plan, 1, replicate, log);
  PictureOf result;
  int windows = 0, rows = 0;
  for (double begin_s = kSettled_s; begin_s < kDuration_s - 6.0; begin_s += 5.0, ++windows) {
    const Time begin = s.start + Duration::seconds(begin_s), end = begin + Duration::seconds(6.0);
    std::map<TrackNumber, const TrackRow*> last;
    for (const TrackRow& row : log.tracks)
      if (row.confirmed && !row.dropped && row.time >= begin && row.time < end) last[row.track] = &row;
    for (const auto& [number, row] : last) {
      ++rows;
      if (!row->shadow.valid()) continue;
      result.error_m += norm(row->p_ecef_m - s.platforms[row->shadow.index()].path.at(row->time).p_ecef_m);
    }
  }
  result.error_m /= rows;
  result.tracks = static_cast<double>(rows) / windows / static_cast<double>(s.platforms.size());
  if (std::getenv("VERBOSE"))
    for (const RegistrationRow& r : log.registrations)
      std::printf("  %llu t %.0f post %u radar %u r %.1f(%.1f) az %.4f(%.4f) el %.4f(%.4f)\n",
                  (unsigned long long)replicate, (r.time - s.start).seconds(), r.post.value, r.radar.value,
                  r.range_m, r.range_sd_m, r.azimuth_rad / kDegree, r.azimuth_sd_rad / kDegree,
                  r.elevation_rad / kDegree, r.elevation_sd_rad / kDegree);
  return result;
}

TEST(Registration, try_it) {
  for (const auto& [sd, policy] : {std::pair{0.0, RegistrationPolicy::none},
                                   {1.0, RegistrationPolicy::none},
                                   {1.0, RegistrationPolicy::allowed_for},
                                   {1.0, RegistrationPolicy::estimated},
                                   {0.2, RegistrationPolicy::none},
                                   {0.2, RegistrationPolicy::allowed_for},
                                   {0.2, RegistrationPolicy::estimated}}) {
    Sample error, tracks;
    for (std::uint64_t r = 0; r < 12; ++r) {
      const PictureOf p = picture(two_radars(sd, policy), r);
      error.add(p.error_m);
      tracks.add(p.tracks);
    }
    std::printf("sd %.1f policy %d: error %.0f +- %.0f m, tracks per target %.3f +- %.3f\n", sd, int(policy),
                error.mean(), 2 * error.standard_error(), tracks.mean(), 2 * tracks.standard_error());
  }
}

}  // namespace
}  // namespace cupola
