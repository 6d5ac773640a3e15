#pragma once

#include <string_view>
#include <type_traits>
#include <utility>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "record/database.hpp"
#include "record/log.hpp"

namespace cupola {

/// Binds what every table of a run file needs, in its own units.
class Binder {
 public:
  Binder(Statement statement, const Names& names, Time start)
      : statement_(std::move(statement)), names_(&names), start_(start) {}

  Binder& time(Time t) {
    if (t == kNever)
      statement_.bind_null();
    else
      statement_.bind((t - start_).seconds());
    return *this;
  }
  Binder& place(const Vec3& p_ecef_m) {
    constexpr double degrees = 180.0 / math::kPi;
    const Geodetic g = to_geodetic(p_ecef_m);
    statement_.bind(g.latitude_rad * degrees).bind(g.longitude_rad * degrees).bind(g.height_hae_m);
    return *this;
  }
  Binder& platform(PlatformId id) {
    if (id.valid())
      statement_.bind(names_->platforms.name(id.value));
    else
      statement_.bind_null();
    return *this;
  }
  template <class T>
  Binder& value(T v) {
    if constexpr (std::is_integral_v<T>)
      statement_.bind(static_cast<std::int64_t>(v));
    else
      statement_.bind(v);
    return *this;
  }
  Binder& number_if(bool given, double number) {
    if (given)
      statement_.bind(number);
    else
      statement_.bind_null();
    return *this;
  }
  Binder& text_if(bool given, std::string_view text) {
    if (given)
      statement_.bind(text);
    else
      statement_.bind_null();
    return *this;
  }
  void row() { statement_.run(); }
  const Names& names() const { return *names_; }

 private:
  Statement statement_;
  const Names* names_;
  Time start_;
};

}  // namespace cupola
