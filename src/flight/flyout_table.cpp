#include "flight/flyout_table.hpp"

#include <cmath>
#include <cstddef>

#include "core/check.hpp"
#include "core/lanes.hpp"
#include "core/math.hpp"
#include "flight/flyout.hpp"
#include "flight/guided_step.hpp"
#include "flight/midcourse_lanes.hpp"

namespace cupola {
namespace {

using lanes::Lanes4;

/// Where points lie in the grid: lower cell corner and weights, the height and range held to the grid. Of one
/// point or, in lanes, of several.
template <class V>
struct Spot {
  lanes::BitsOf<V> corner;
  V u, w;  // along range and height, in [0, 1]
};

template <class V>
Spot<V> spot_of(const FlyoutTable& t, V range_m, V height_m) {
  const V zero = 0.0, last_x = t.range_count - 1.0, last_y = t.height_count - 1.0;
  const V x = lanes::min(lanes::max(V(range_m / t.range_step_m), zero), last_x);
  const V y = lanes::min(lanes::max(V(height_m / t.height_step_m), zero), last_y);
  const V i = lanes::min(lanes::floor(x), V(t.range_count - 2.0));
  const V j = lanes::min(lanes::floor(y), V(t.height_count - 2.0));
  return {lanes::to_integer(V(j * t.range_count + i)), x - i, y - j};
}

template <class V>
lanes::MaskOf<V> inside(const FlyoutTable& t, V range_m, V height_m) {
  return range_m >= V(0.0) && range_m <= V((t.range_count - 1) * t.range_step_m) &&
         height_m <= V((t.height_count - 1) * t.height_step_m);
}

/// The values at the corners of a cell: two below, two above.
template <class V>
struct Corners {
  V a, b, c, d;
};

template <class V>
Corners<V> corners_of(const std::vector<float>& values, int row, const Spot<V>& s) {
  const auto lower = lanes::gather_pair(values.data(), s.corner);
  const auto upper = lanes::gather_pair(values.data() + row, s.corner);
  return {lower.first, lower.second, upper.first, upper.second};
}

/// Bilinear in the sizes of the four corners.
template <class V>
V bilinear(const Corners<V>& at, const Spot<V>& s) {
  const V a = lanes::abs(at.a), b = lanes::abs(at.b), c = lanes::abs(at.c), d = lanes::abs(at.d);
  const V low = a + s.u * (b - a), high = c + s.u * (d - c);
  return low + s.w * (high - low);
}

/// Whether the corners that can be reached carry the point: all four, or three where it lies on the side of
/// the diagonal away from the fourth.
template <class V>
lanes::MaskOf<V> carried(const Corners<V>& time_s, const Spot<V>& s) {
  const V zero = 0.0, one = 1.0, sum = s.u + s.w;
  const auto a = time_s.a >= zero, b = time_s.b >= zero, c = time_s.c >= zero, d = time_s.d >= zero;
  const auto three = (a || b) && (c || d) && ((a && b) || (c && d));
  return three && (a || sum >= one) && (d || sum <= one) && (b || s.u <= s.w) && (c || s.u >= s.w);
}

/// The time of flight, or -1 where it cannot get there.
template <class V>
CUPOLA_INLINE V time_at(const FlyoutTable& t, V range_m, V height_m) {
  const Spot<V> s = spot_of(t, range_m, height_m);
  const Corners<V> time_s = corners_of(t.time_s, t.range_count, s);
  return lanes::select(inside(t, range_m, height_m) && carried(time_s, s), bilinear(time_s, s), V(-1.0));
}

bool reached(const FlyoutTable& t, int i, int j) {
  return i >= 0 && j >= 0 && i < t.range_count && j < t.height_count &&
         t.time_s[static_cast<std::size_t>(j * t.range_count + i)] >= 0.0F;
}

/// What a point that cannot be reached would have, were the three others of a cell in one plane with it; the mean of
/// the cells where they are all reached. Negative: of none.
double in_plane(const FlyoutTable& t, const std::vector<float>& values, int i, int j) {
  const auto value = [&](int x, int y) {
    return double{values[static_cast<std::size_t>(y * t.range_count + x)]};
  };
  double sum = 0.0;
  int cells = 0;
  for (const int x : {i - 1, i + 1})
    for (const int y : {j - 1, j + 1}) {
      if (!reached(t, x, j) || !reached(t, i, y) || !reached(t, x, y)) continue;
      sum += value(x, j) + value(i, y) - value(x, y);
      ++cells;
    }
  return cells > 0 ? sum / cells : -1.0;
}

/// Gives points that cannot be reached a (negative) time: that of the triangles that they close, so that bilinear
/// between all four is the triangle of the three, or else of the nearest one below or nearer and a bit more.
void continue_times(FlyoutTable& t) {
  const FlyoutTable flown = t;
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      const std::size_t k = static_cast<std::size_t>(j * t.range_count + i);
      if (t.time_s[k] >= 0.0F) continue;
      double time_s = in_plane(flown, flown.time_s, i, j), speed_m_s = in_plane(flown, flown.speed_m_s, i, j);
      if (time_s < 0.0) {
        time_s = 1.0;
        if (i > 0)
          time_s = std::fabs(t.time_s[k - 1]) + t.range_step_m / kFlyoutBeyond_m_s;
        else if (j > 0)
          time_s = std::fabs(t.time_s[k - static_cast<std::size_t>(t.range_count)]) +
                   t.height_step_m / kFlyoutBeyond_m_s;
        speed_m_s = i > 0 ? std::fabs(t.speed_m_s[k - 1]) : 1.0;
      }
      t.time_s[k] = static_cast<float>(-time_s);
      t.speed_m_s[k] = static_cast<float>(-speed_m_s);
    }
}

/// The flight to one point, by the only law there is, in the steps of a round.
class PointFlight : public FlightTo {
 public:
  using FlightTo::FlightTo;
  std::size_t law() const { return 0; }
  double step_s() const { return guided_step_s(state().time_s); }
};

}  // namespace

double FlyoutTable::time_of_flight_s(double range_m, double height_m) const {
  return time_at(*this, range_m, height_m);
}

void FlyoutTable::time_of_flight_s(const double (&range_m)[4], const double (&height_m)[4],
                                   double (&flight_s)[4]) const {
  const auto range = lanes::load<Lanes4>(range_m), height = lanes::load<Lanes4>(height_m);
  lanes::store(flight_s, time_at(*this, range, height));
}

double FlyoutTable::speed_at_m_s(double range_m, double height_m) const {
  if (time_of_flight_s(range_m, height_m) < 0.0) return -1.0;
  const Spot<double> s = spot_of(*this, range_m, height_m);
  return bilinear(corners_of(speed_m_s, range_count, s), s);
}

FlyoutTable::Slope FlyoutTable::slope(double range_m, double height_m) const {
  const Spot<double> s = spot_of(*this, range_m, height_m);
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

double fastest_way_m_s(const FlyoutTable& t) {
  double fastest_m_s = 0.0;
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      const double range_m = i * t.range_step_m, height_m = j * t.height_step_m;
      const double straight_m = std::sqrt(range_m * range_m + height_m * height_m);
      const double time_s = std::fabs(t.time_s[static_cast<std::size_t>(j * t.range_count + i)]);
      if (straight_m > 0.0 && straight_m > fastest_m_s * time_s) fastest_m_s = straight_m / time_s;
    }
  return fastest_m_s;
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

FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m, int range_count, int height_count) {
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
  std::vector<PointFlight> flights;
  for (int j = 0; j < height_count; ++j)
    for (int i = 0; i < range_count; ++i) {
      const Vec3 aim =
          point_over_ground_ecef_m(frame, 0.0, 1.0, i * table.range_step_m, j * table.height_step_m);
      flights.emplace_back(law.at_launch(frame.origin_ecef_m, aim), aim, law.burn_out_s(), type.end_speed_m_s,
                           type.life_s, guided_step_s(0.0));
    }
  MidcourseLanes({law}).fly(flights);
  for (const PointFlight& flight : flights) {
    const Arrival& a = flight.arrival();
    table.time_s.push_back(a.reached ? static_cast<float>(a.time_s) : -1.0F);
    table.speed_m_s.push_back(a.reached ? static_cast<float>(a.speed_m_s) : -1.0F);
  }
  continue_times(table);
  table.fastest_m_s = fastest_way_m_s(table);
  return table;
}

FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m) {
  return fly_table(type, launch_msl_m, kFlyoutRanges, kFlyoutHeights);
}

}  // namespace cupola
