#include "earth/viewshed_fan.hpp"

namespace cupola {
namespace {

/// Rays pass from 0.6 to 1.2 posts apart: sixteen of either lie within thirty of the other, as the kernel
/// wants.
constexpr double kWidest_posts = 1.2;
constexpr double kFirst_posts = 0.65;
/// The fan is this much wider than the wedge where it begins.
constexpr double kFanOverWedge = 1.3;

}  // namespace

FanRays::FanRays(const WedgeFrame& frame, bool wide_lanes)
    : frame_(frame), kernel_(wide_lanes ? sweep_rays_v4 : sweep_rays_v3) {}

void FanRays::begin(int line) {
  const double away = frame_.away(line);
  const ViewshedGeometry& geometry = frame_.input.geometry;
  const double per_lane = 0.5 * (geometry.ratio(frame_.sweep, line, frame_.lane_0 + 1.0) -
                                 geometry.ratio(frame_.sweep, line, frame_.lane_0 - 1.0));
  ratio_per_ray_ = kFirst_posts * per_lane;
  middle_ = static_cast<int>(std::ceil(kFanOverWedge * away / kFirst_posts)) + 4;
  rays_ = 2 * middle_ + 1;
  steepest_.assign(static_cast<std::size_t>(rays_ + kLinePadding), static_cast<float>(WedgeFrame::kLowest));

  RayLine task;
  fit(line, task);
  for (int ray = task.ray_low; ray <= task.ray_high; ++ray) {
    const double t = (ray - task.ray_centre) * task.per_ray_span;
    const float* c = task.lane_of_ray;
    const double lane = std::clamp(c[0] + t * (c[1] + t * (c[2] + t * c[3])), 0.0, frame_.lanes - 1.0);
    const WedgeFrame::Ray marched = frame_.march(line, lane);
    steepest_[static_cast<std::size_t>(ray)] =
        static_cast<float>(std::max(marched.steepest, marched.own_slope));
  }
}

/// Everything of a line but its arrays.
void FanRays::fit(int line, RayLine& task) const {
  const ViewshedInput& input = frame_.input;
  const double away = frame_.away(line), followed = reach(away);
  input.geometry.fit_rays(frame_.sweep, line, followed, input.eye_m, input.per_drop, ratio_per_ray_, middle_,
                          task);

  const auto ray_at = [&](double lane) {
    const float* c = task.ray_of_lane;
    const double t = (lane - frame_.lane_0) / followed;
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
  };
  const double low = std::max(0.0, frame_.lane_0 - followed);
  const double high = std::min(frame_.lanes - 1.0, frame_.lane_0 + followed);
  const WedgeFrame::Lanes lanes = frame_.within(away);
  task.lane_low = lanes.low;
  task.lane_high = lanes.high;
  task.ray_low = std::max(0, static_cast<int>(std::floor(ray_at(low))));
  task.ray_high = std::min(rays_ - 1, static_cast<int>(std::ceil(ray_at(high))));
  task.last_lane = static_cast<float>(frame_.lanes - 1);
  task.base_m = static_cast<float>(input.ground.scale().base_m);
  task.quantum_m = static_cast<float>(input.ground.scale().quantum_m);
}

void FanRays::split_rays() {
  const std::size_t more = static_cast<std::size_t>(2 * rays_ - 1);
  split_.assign(more + kLinePadding, static_cast<float>(WedgeFrame::kLowest));
  for (std::size_t i = 0; i < more; i += 2) split_[i] = steepest_[i / 2];
  for (std::size_t i = 1; i < more; i += 2) split_[i] = 0.5f * (split_[i - 1] + split_[i + 1]);
  steepest_.swap(split_);
  rays_ = 2 * rays_ - 1;
  middle_ *= 2;
  ratio_per_ray_ *= 0.5;
}

void FanRays::sweep(int line, const std::int16_t* posts, float* height_m) {
  RayLine task;
  fit(line, task);
  const double posts_apart =
      static_cast<double>(task.lane_of_ray[1]) * static_cast<double>(task.per_ray_span);
  if (posts_apart > kWidest_posts) {
    split_rays();
    fit(line, task);
  }
  task.posts = posts;
  task.steepest = steepest_.data();
  task.height_m = height_m;
  kernel_(task);
}

}  // namespace cupola
