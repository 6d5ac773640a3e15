#include "flight/flyout_table.hpp"

#include <algorithm>
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
CUPOLA_INLINE Spot<V> spot_of(const FlyoutTable& t, V range_m, V height_m) {
  using lanes::floor, lanes::max, lanes::min, lanes::to_integer;
  const V strip = max(min(range_m, V(t.end_m)), V(0.0)) * V(t.strips_per_m);
  const V y = max(min(height_m, V(t.top_m)), V(0.0)) * V(t.rows_per_m);
  const auto of = lanes::gather_four(t.strips.data(), to_integer(floor(strip)) << 2);
  const V j = min(floor(y), V(t.height_count - 2.0));
  return {to_integer(V(j * V(t.range_count) + of.first)), (strip - of.second) * of.third, y - j};
}

template <class V>
CUPOLA_INLINE lanes::MaskOf<V> inside(const FlyoutTable& t, V range_m, V height_m) {
  return range_m >= V(0.0) && range_m <= V(t.end_m) && height_m <= V(t.top_m);
}

/// The values at the corners of a cell: two below, two above.
template <class V>
struct Corners {
  V a, b, c, d;
};

template <class V>
CUPOLA_INLINE Corners<V> corners_of(const std::vector<float>& values, int row, const Spot<V>& s) {
  const auto lower = lanes::gather_pair(values.data(), s.corner);
  const auto upper = lanes::gather_pair(values.data() + row, s.corner);
  return {lower.first, lower.second, upper.first, upper.second};
}

/// Bilinear in the sizes of the four corners.
template <class V>
CUPOLA_INLINE V bilinear(const Corners<V>& at, const Spot<V>& s) {
  const V a = lanes::abs(at.a), b = lanes::abs(at.b), c = lanes::abs(at.c), d = lanes::abs(at.d);
  const V low = a + s.u * (b - a), high = c + s.u * (d - c);
  return low + s.w * (high - low);
}

/// Whether the corners that can be reached carry the point: all four, or three where it lies on the side of
/// the diagonal away from the fourth.
template <class V>
CUPOLA_INLINE lanes::MaskOf<V> carried(const Corners<V>& time_s, const Spot<V>& s) {
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
          time_s = std::fabs(t.time_s[k - 1]) + (t.range_m(i) - t.range_m(i - 1)) / kFlyoutBeyond_m_s;
        else if (j > 0)
          time_s = std::fabs(t.time_s[k - static_cast<std::size_t>(t.range_count)]) +
                   1.0 / (t.rows_per_m * kFlyoutBeyond_m_s);
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

/// A type from the height of one launcher, northwards.
class Launcher {
 public:
  Launcher(const InterceptorType& type, double launch_msl_m)
      : type_(type), law_(type, 0.0), frame_(LocalFrame::at({40.0 * math::kPi / 180.0, 0.0, launch_msl_m})) {}

  /// Row by row.
  std::vector<PointFlight> fly(const std::vector<double>& ranges_m,
                               const std::vector<double>& heights_m) const {
    std::vector<PointFlight> flights;
    for (const double height_m : heights_m)
      for (const double range_m : ranges_m) {
        const Vec3 aim = point_over_ground_ecef_m(frame_, 0.0, 1.0, range_m, height_m);
        flights.emplace_back(law_.at_launch(frame_.origin_ecef_m, aim), aim, law_.burn_out_s(),
                             type_.end_speed_m_s, type_.life_s, guided_step_s(0.0));
      }
    MidcourseLanes({law_}).fly(flights);
    return flights;
  }

 private:
  const InterceptorType& type_;
  FlyoutLaw law_;
  LocalFrame frame_;
};

double farthest_m(const InterceptorType& type) {
  return std::max<double>(type.range_max_m, type.range_max_ballistic_m);
}

/// By how much straight lines from one border of the strips to another miss the times between, over a few heights.
class Chords {
 public:
  static constexpr int kLongest = 2 * kFlyoutStrips;

  Chords(const InterceptorType& type, const Launcher& launcher, int strips, double strip_m)
      : strips_(strips), miss_s_(static_cast<std::size_t>((strips + 1) * (kLongest + 1)), 0.0) {
    constexpr int kHeights = 12;
    std::vector<double> ranges_m, heights_m;
    for (int k = 0; k <= strips; ++k) ranges_m.push_back(k * strip_m);
    for (int j = 0; j < kHeights; ++j)
      heights_m.push_back(type.altitude_min_m +
                          j / (kHeights - 1.0) * (type.altitude_max_m - type.altitude_min_m));
    const std::vector<PointFlight> flights = launcher.fly(ranges_m, heights_m);
    const auto in_zone = [&](int k) {
      return ranges_m[at(k)] >= type.range_min_m && ranges_m[at(k)] <= farthest_m(type);
    };
    for (int j = 0; j < kHeights; ++j) {
      const auto arrival = [&](int k) -> const Arrival& {
        return flights[at(j * (strips + 1) + k)].arrival();
      };
      for (int first = 0; first < strips; ++first)
        for (int last = first + 2; last <= std::min(first + kLongest, strips); ++last)
          for (int k = first + 1; k < last; ++k) {
            if (!in_zone(k) || !(arrival(first).reached && arrival(k).reached && arrival(last).reached))
              continue;
            const double share = double(k - first) / (last - first);
            const double chord_s =
                arrival(first).time_s + share * (arrival(last).time_s - arrival(first).time_s);
            double& miss_s = miss_s_[at(first * (kLongest + 1) + last - first)];
            miss_s = std::max(miss_s, std::fabs(arrival(k).time_s - chord_s));
          }
    }
  }

  /// The borders met in steps as long as may be without a miss of more than `most_s`.
  std::vector<int> columns_within(double most_s) const {
    std::vector<int> columns{0};
    while (columns.back() < strips_) {
      const int first = columns.back(), farthest = std::min(first + kLongest, strips_);
      int last = first + 1;
      while (last < farthest && miss_s_[at(first * (kLongest + 1) + last + 1 - first)] <= most_s) ++last;
      columns.push_back(last);
    }
    return columns;
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  int strips_;
  std::vector<double> miss_s_;  // [first * (kLongest + 1) + length]
};

/// `count` columns with the least miss between them.
std::vector<int> columns_where_times_bend(const Chords& chords, std::size_t count) {
  constexpr int kHalvings = 30;
  double too_little_s = 0.0, enough_s = 1e3;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle_s = 0.5 * (too_little_s + enough_s);
    (chords.columns_within(middle_s).size() <= count ? enough_s : too_little_s) = middle_s;
  }
  std::vector<int> columns = chords.columns_within(enough_s);
  // Those left over halve the widest gaps.
  while (columns.size() < count) {
    std::size_t widest = 1;
    for (std::size_t i = 2; i < columns.size(); ++i)
      if (columns[i] - columns[i - 1] > columns[widest] - columns[widest - 1]) widest = i;
    const int middle = (columns[widest - 1] + columns[widest]) / 2;
    columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(widest), middle);
  }
  return columns;
}

}  // namespace

FlyoutTable FlyoutTable::of_grid(const std::vector<int>& columns, double strip_m, int height_count,
                                 double height_step_m) {
  FlyoutTable table;
  table.range_count = static_cast<int>(columns.size());
  table.height_count = height_count;
  table.strips_per_m = 1.0 / strip_m;
  table.rows_per_m = 1.0 / height_step_m;
  table.end_m = columns.back() * strip_m;
  table.top_m = (height_count - 1) * height_step_m;
  for (std::size_t i = 0; i + 1 < columns.size(); ++i)
    for (int k = columns[i]; k < columns[i + 1]; ++k)
      for (const double number : {static_cast<double>(i), static_cast<double>(columns[i]),
                                  1.0 / (columns[i + 1] - columns[i]), 0.0})
        table.strips.push_back(static_cast<float>(number));
  const std::vector<float> last(table.strips.end() - 4, table.strips.end());
  table.strips.insert(table.strips.end(), last.begin(), last.end());
  return table;
}

FlyoutTable FlyoutTable::even_grid(int range_count, double range_step_m, int height_count,
                                   double height_step_m) {
  std::vector<int> columns;
  for (int i = 0; i < range_count; ++i) columns.push_back(i);
  return of_grid(columns, range_step_m, height_count, height_step_m);
}

double FlyoutTable::range_m(int column) const {
  for (std::size_t k = 0; k + 4 < strips.size(); k += 4)
    if (static_cast<int>(strips[k]) == column) return double{strips[k + 1]} / strips_per_m;
  return end_m;
}

double FlyoutTable::time_of_flight_s(double range_m, double height_m) const {
  return time_at(*this, range_m, height_m);
}

void FlyoutTable::time_of_flight_s(const double (&range_m)[4], const double (&height_m)[4],
                                   double (&flight_s)[4]) const {
  const auto range = lanes::load<Lanes4>(range_m), height = lanes::load<Lanes4>(height_m);
  lanes::store(flight_s, time_at(*this, range, height));
}

double FlyoutTable::speed_at_m_s(double range_m, double height_m) const {
  const Spot<double> s = spot_of(*this, range_m, height_m);
  if (!inside(*this, range_m, height_m) || !carried(corners_of(time_s, range_count, s), s)) return -1.0;
  return bilinear(corners_of(speed_m_s, range_count, s), s);
}

void FlyoutTable::go_on(Slope& slope, double beyond_range_m, double beyond_height_m) {
  constexpr double kBeyond_s_m = 1.0 / kFlyoutBeyond_m_s;
  if (beyond_range_m > 0.0) {
    slope.time_s += beyond_range_m * kBeyond_s_m;
    slope.per_range_s_m = kBeyond_s_m;
  }
  if (beyond_height_m > 0.0) {
    slope.time_s += beyond_height_m * kBeyond_s_m;
    slope.per_height_s_m = kBeyond_s_m;
  }
}

double fastest_way_m_s(const FlyoutTable& t) {
  double fastest_m_s = 0.0;
  for (int j = 0; j < t.height_count; ++j)
    for (int i = 0; i < t.range_count; ++i) {
      const double range_m = t.range_m(i), height_m = t.height_m(j);
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
  const Launcher launcher(type, launch_msl_m);
  const int strips = kFlyoutStrips * (range_count - 1);
  const double strip_m = kFlyoutMargin * farthest_m(type) / strips;
  const Chords chords(type, launcher, strips, strip_m);
  FlyoutTable table =
      FlyoutTable::of_grid(columns_where_times_bend(chords, static_cast<std::size_t>(range_count)), strip_m,
                           height_count, kFlyoutMargin * type.altitude_max_m / (height_count - 1));
  std::vector<double> ranges_m, heights_m;
  for (int i = 0; i < range_count; ++i) ranges_m.push_back(table.range_m(i));
  for (int j = 0; j < height_count; ++j) heights_m.push_back(table.height_m(j));
  for (const PointFlight& flight : launcher.fly(ranges_m, heights_m)) {
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
