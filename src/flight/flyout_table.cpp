#include "flight/flyout_table.hpp"

#include <cmath>
#include <cstddef>

#include "core/check.hpp"
#include "core/math.hpp"
#include "flight/flyout.hpp"
#include "flight/midcourse_lanes.hpp"

namespace cupola {
namespace {

/// Where a point lies in the grid: lower cell corner and weights, the height and range held to the grid.
struct Spot {
  std::size_t corner;
  double u, w;  // along range and height, in [0, 1]
};

Spot spot_of(const FlyoutTable& t, double range_m, double height_m) {
  double x = range_m / t.range_step_m, y = height_m / t.height_step_m;
  x = x > 0.0 ? x : 0.0;
  y = y > 0.0 ? y : 0.0;
  const double last_x = t.range_count - 1, last_y = t.height_count - 1;
  x = x < last_x ? x : last_x;
  y = y < last_y ? y : last_y;
  const int i = x < last_x ? static_cast<int>(x) : t.range_count - 2;
  const int j = y < last_y ? static_cast<int>(y) : t.height_count - 2;
  return {static_cast<std::size_t>(j * t.range_count + i), x - i, y - j};
}

bool inside(const FlyoutTable& t, double range_m, double height_m) {
  return range_m >= 0.0 && range_m <= (t.range_count - 1) * t.range_step_m &&
         height_m <= (t.height_count - 1) * t.height_step_m;
}

/// Bilinear in the sizes of the four corners.
double bilinear(const std::vector<float>& values, int row, const Spot& s) {
  const float* v = values.data() + s.corner;
  const double a = std::fabs(v[0]), b = std::fabs(v[1]), c = std::fabs(v[row]), d = std::fabs(v[row + 1]);
  const double low = a + s.u * (b - a), high = c + s.u * (d - c);
  return low + s.w * (high - low);
}

/// Whether the corners that can be reached carry the point.
bool carried(const std::vector<float>& time_s, int row, const Spot& s) {
  const float* v = time_s.data() + s.corner;
  const bool a = v[0] >= 0.0F, b = v[1] >= 0.0F, c = v[row] >= 0.0F, d = v[row + 1] >= 0.0F;
  const int reached = a + b + c + d;
  if (reached == 4) return true;
  if (reached < 3) return false;
  // On the side of the diagonal away from the corner that cannot be reached.
  if (!a) return s.u + s.w >= 1.0;
  if (!d) return s.u + s.w <= 1.0;
  return !b ? s.u <= s.w : s.u >= s.w;
}

/// Gives cells that cannot be reached the (negative) time of the nearest one that can, below or nearer, and a
/// bit more.
void continue_times(FlyoutTable& t) {
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      const std::size_t k = static_cast<std::size_t>(j * t.range_count + i);
      if (t.time_s[k] >= 0.0F) continue;
      double time_s = 1.0;
      if (i > 0)
        time_s = std::fabs(t.time_s[k - 1]) + t.range_step_m / kFlyoutBeyond_m_s;
      else if (j > 0)
        time_s = std::fabs(t.time_s[k - static_cast<std::size_t>(t.range_count)]) +
                 t.height_step_m / kFlyoutBeyond_m_s;
      t.time_s[k] = static_cast<float>(-time_s);
      t.speed_m_s[k] = i > 0 ? -std::fabs(t.speed_m_s[k - 1]) : -1.0F;
    }
}

/// The flight to one cell, by the only law there is.
class CellFlight : public FlightTo {
 public:
  using FlightTo::FlightTo;
  std::size_t law() const { return 0; }
};

}  // namespace

double FlyoutTable::time_of_flight_s(double range_m, double height_m) const {
  const Spot s = spot_of(*this, range_m, height_m);
  if (!inside(*this, range_m, height_m) || !carried(time_s, range_count, s)) return -1.0;
  return bilinear(time_s, range_count, s);
}

double FlyoutTable::speed_at_m_s(double range_m, double height_m) const {
  const Spot s = spot_of(*this, range_m, height_m);
  if (!inside(*this, range_m, height_m) || !carried(time_s, range_count, s)) return -1.0;
  return bilinear(speed_m_s, range_count, s);
}

FlyoutTable::Slope FlyoutTable::slope(double range_m, double height_m) const {
  const Spot s = spot_of(*this, range_m, height_m);
  const float* v = time_s.data() + s.corner;
  const double a = std::fabs(v[0]), b = std::fabs(v[1]), c = std::fabs(v[range_count]),
               d = std::fabs(v[range_count + 1]);
  const double low = a + s.u * (b - a), high = c + s.u * (d - c);
  Slope result{low + s.w * (high - low), ((1.0 - s.w) * (b - a) + s.w * (d - c)) / range_step_m,
               (high - low) / height_step_m};
  const double beyond_range_m = range_m - (range_count - 1) * range_step_m;
  const double beyond_height_m = height_m - (height_count - 1) * height_step_m;
  if (beyond_range_m > 0.0) {
    result.time_s += beyond_range_m / kFlyoutBeyond_m_s;
    result.per_range_s_m = 1.0 / kFlyoutBeyond_m_s;
  }
  if (beyond_height_m > 0.0) {
    result.time_s += beyond_height_m / kFlyoutBeyond_m_s;
    result.per_height_s_m = 1.0 / kFlyoutBeyond_m_s;
  }
  return result;
}

double ground_range_m(const Vec3& p) { return arc_over_ground_m(std::sqrt(p.x * p.x + p.y * p.y), p.z); }

Vec3 point_over_ground_ecef_m(const LocalFrame& frame, double east, double north, double range_m,
                              double height_hae_m_wanted) {
  const double angle = range_m / kMeanEarthRadius_m;
  const double tangent = math::tan(angle), size = std::sqrt(east * east + north * north);
  double up_m = height_hae_m_wanted - height_hae_m(frame.origin_ecef_m) - range_m * 0.5 * angle;
  Vec3 p;
  for (int round = 0; round < 4; ++round) {
    const double out_m = (kMeanEarthRadius_m + up_m) * tangent;
    p = frame.ecef_from_enu({out_m * east / size, out_m * north / size, up_m});
    up_m += height_hae_m_wanted - height_hae_m(p);
  }
  return p;
}

FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m, int range_count, int height_count,
                      double step_s) {
  CUPOLA_CHECK(range_count >= 2 && height_count >= 2);
  FlyoutTable table;
  table.range_count = range_count;
  table.height_count = height_count;
  const double range_m =
      type.range_max_m > type.range_max_ballistic_m ? type.range_max_m : type.range_max_ballistic_m;
  table.range_step_m = kFlyoutMargin * range_m / (range_count - 1);
  table.height_step_m = kFlyoutMargin * type.altitude_max_m / (height_count - 1);

  const FlyoutLaw law(type, 0.0);
  const Geodetic site{40.0 * math::kPi / 180.0, 0.0, launch_msl_m};
  const LocalFrame frame = LocalFrame::at(site);
  std::vector<CellFlight> flights;
  for (int j = 0; j < height_count; ++j)
    for (int i = 0; i < range_count; ++i) {
      const Vec3 aim =
          point_over_ground_ecef_m(frame, 0.0, 1.0, i * table.range_step_m, j * table.height_step_m);
      flights.emplace_back(law.at_launch(frame.origin_ecef_m, aim), aim, law.burn_out_s(), type.end_speed_m_s,
                           type.life_s, step_s);
    }
  MidcourseLanes({law}).fly(flights);
  for (const CellFlight& flight : flights) {
    const Arrival& a = flight.arrival();
    table.time_s.push_back(a.reached ? static_cast<float>(a.time_s) : -1.0F);
    table.speed_m_s.push_back(a.reached ? static_cast<float>(a.speed_m_s) : -1.0F);
  }
  continue_times(table);
  return table;
}

FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m) {
  return fly_table(type, launch_msl_m, kFlyoutRanges, kFlyoutHeights, kFlyoutStep_s);
}

}  // namespace cupola
