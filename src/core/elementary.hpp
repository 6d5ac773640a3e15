#pragma once

/// The elementary functions for kernels: exp log pow sin cos sincos tan asin acos atan atan2 of `double`,
/// Lanes4 and Lanes8, one template each, the same bits in every lane. Code that is not a kernel uses
/// core/math.hpp. The bits of a NaN are not promised, only that it is one.

#include "core/exponential.hpp"
#include "core/inverse_trigonometry.hpp"
#include "core/lanes.hpp"
#include "core/power.hpp"
#include "core/trigonometry.hpp"
