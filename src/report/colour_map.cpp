#include "report/colour_map.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cupola {
namespace {

constexpr Rgb kViridis[] = {{0x44, 0x01, 0x54}, {0x48, 0x24, 0x75}, {0x41, 0x44, 0x87}, {0x35, 0x5f, 0x8d},
                            {0x2a, 0x78, 0x8e}, {0x21, 0x91, 0x8c}, {0x22, 0xa8, 0x84}, {0x44, 0xbf, 0x70},
                            {0x7a, 0xd1, 0x51}, {0xbd, 0xdf, 0x26}, {0xfd, 0xe7, 0x25}};

std::uint8_t between(std::uint8_t a, std::uint8_t b, double share) {
  return static_cast<std::uint8_t>(a + share * (b - a) + 0.5);
}

Rgb between(Rgb a, Rgb b, double share) {
  return {between(a.red, b.red, share), between(a.green, b.green, share), between(a.blue, b.blue, share)};
}

}  // namespace

Rgb viridis(double share) {
  const double at = 10.0 * std::clamp(share, 0.0, 1.0);
  const int i = std::min(static_cast<int>(at), 9);
  return between(kViridis[i], kViridis[i + 1], at - i);
}

Rgb shaded(Rgb colour, double light) {
  return light <= 1.0 ? between({0, 0, 0}, colour, std::max(light, 0.0))
                      : between(colour, {255, 255, 255}, std::min(light - 1.0, 1.0));
}

std::string hex(Rgb c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }

}  // namespace cupola
