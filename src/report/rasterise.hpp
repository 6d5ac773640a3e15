#pragma once

#include <optional>
#include <string>

namespace cupola {

/// An SVG figure as PNG, drawn by the program rsvg-convert; none where it is not at hand or fails, with the
/// reason in `error`.
std::optional<std::string> png_of_svg(const std::string& svg, std::string& error);

}  // namespace cupola
