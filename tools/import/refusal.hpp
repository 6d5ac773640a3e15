#pragma once

#include <string>

namespace cupola::import {

/// Why a raster becomes no tile, and what the user can do about it.
struct Refusal {
  std::string what, hint;
};

}  // namespace cupola::import
