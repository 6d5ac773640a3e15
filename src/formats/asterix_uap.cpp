// The items of the categories that are read: number, shape, length. Facts of the EUROCONTROL specifications.
#include "formats/asterix_items.hpp"

namespace cupola {
namespace {

using enum AsterixShape;
constexpr AsterixRule kNone{};

constexpr AsterixRule one_byte(std::uint16_t part) { return {part, fixed, 1, {}}; }

// CAT034, monoradar service messages.
constexpr AsterixRule k034_050[] = {one_byte(1), kNone, kNone, one_byte(4), one_byte(5), {6, fixed, 2, {}}};
constexpr AsterixRule k034_060[] = {one_byte(1), kNone, kNone, one_byte(4), one_byte(5), one_byte(6)};
constexpr AsterixRule kItems034[] = {{10, fixed, 2, {}},
                                     {0, fixed, 1, {}},
                                     {30, fixed, 3, {}},
                                     {20, fixed, 1, {}},
                                     {41, fixed, 2, {}},
                                     {50, compound, 0, k034_050},
                                     {60, compound, 0, k034_060},
                                     {70, repetitive, 2, {}},
                                     {100, fixed, 8, {}},
                                     {110, fixed, 1, {}},
                                     {120, fixed, 8, {}},
                                     {90, fixed, 2, {}},
                                     {kReservedExpansion, own_length, 0, {}},
                                     {kSpecialPurpose, own_length, 0, {}}};

// CAT048, monoradar target reports.
constexpr AsterixRule k048_130[] = {one_byte(1), one_byte(2), one_byte(3), one_byte(4),
                                    one_byte(5), one_byte(6), one_byte(7)};
constexpr AsterixRule k048_120[] = {{1, fixed, 2, {}}, {2, repetitive, 6, {}}};
constexpr AsterixRule kItems048[] = {{10, fixed, 2, {}},
                                     {140, fixed, 3, {}},
                                     {20, extended, 1, {}},
                                     {40, fixed, 4, {}},
                                     {70, fixed, 2, {}},
                                     {90, fixed, 2, {}},
                                     {130, compound, 0, k048_130},
                                     {220, fixed, 3, {}},
                                     {240, fixed, 6, {}},
                                     {250, repetitive, 8, {}},
                                     {161, fixed, 2, {}},
                                     {42, fixed, 4, {}},
                                     {200, fixed, 4, {}},
                                     {170, extended, 1, {}},
                                     {210, fixed, 4, {}},
                                     {30, extended, 1, {}},
                                     {80, fixed, 2, {}},
                                     {100, fixed, 4, {}},
                                     {110, fixed, 2, {}},
                                     {120, compound, 0, k048_120},
                                     {230, fixed, 2, {}},
                                     {260, fixed, 7, {}},
                                     {55, fixed, 1, {}},
                                     {50, fixed, 2, {}},
                                     {65, fixed, 1, {}},
                                     {60, fixed, 2, {}},
                                     {kSpecialPurpose, own_length, 0, {}},
                                     {kReservedExpansion, own_length, 0, {}}};

// CAT062, system tracks.
constexpr AsterixRule k062_380[] = {
    {1, fixed, 3, {}},       {2, fixed, 6, {}},  {3, fixed, 2, {}},  {4, fixed, 2, {}},
    {5, fixed, 2, {}},       {6, fixed, 2, {}},  {7, fixed, 2, {}},  {8, extended, 1, {}},
    {9, repetitive, 15, {}}, {10, fixed, 2, {}}, {11, fixed, 2, {}}, {12, fixed, 7, {}},
    {13, fixed, 2, {}},      {14, fixed, 2, {}}, {15, fixed, 2, {}}, {16, fixed, 2, {}},
    {17, fixed, 2, {}},      {18, fixed, 2, {}}, {19, fixed, 1, {}}, {20, fixed, 8, {}},
    {21, fixed, 1, {}},      {22, fixed, 6, {}}, {23, fixed, 2, {}}, {24, fixed, 1, {}},
    {25, repetitive, 8, {}}, {26, fixed, 2, {}}, {27, fixed, 2, {}}, {28, fixed, 2, {}}};
constexpr AsterixRule k062_290[] = {one_byte(1), one_byte(2), one_byte(3), one_byte(4), {5, fixed, 2, {}},
                                    one_byte(6), one_byte(7), one_byte(8), one_byte(9), one_byte(10)};
constexpr AsterixRule k062_295[] = {
    one_byte(1),  one_byte(2),  one_byte(3),  one_byte(4),  one_byte(5),  one_byte(6),  one_byte(7),
    one_byte(8),  one_byte(9),  one_byte(10), one_byte(11), one_byte(12), one_byte(13), one_byte(14),
    one_byte(15), one_byte(16), one_byte(17), one_byte(18), one_byte(19), one_byte(20), one_byte(21),
    one_byte(22), one_byte(23), one_byte(24), one_byte(25), one_byte(26), one_byte(27), one_byte(28),
    one_byte(29), one_byte(30), one_byte(31)};
constexpr AsterixRule k062_390[] = {
    {1, fixed, 2, {}},  {2, fixed, 7, {}},       {3, fixed, 4, {}},  {4, fixed, 1, {}},  {5, fixed, 4, {}},
    {6, fixed, 1, {}},  {7, fixed, 4, {}},       {8, fixed, 4, {}},  {9, fixed, 3, {}},  {10, fixed, 2, {}},
    {11, fixed, 2, {}}, {12, repetitive, 4, {}}, {13, fixed, 6, {}}, {14, fixed, 1, {}}, {15, fixed, 7, {}},
    {16, fixed, 7, {}}, {17, fixed, 2, {}},      {18, fixed, 7, {}}};
constexpr AsterixRule k062_110[] = {{1, fixed, 1, {}}, {2, fixed, 4, {}}, {3, fixed, 6, {}},
                                    {4, fixed, 2, {}}, {5, fixed, 2, {}}, {6, fixed, 1, {}},
                                    {7, fixed, 1, {}}};
constexpr AsterixRule k062_500[] = {{1, fixed, 4, {}}, {2, fixed, 2, {}}, {3, fixed, 4, {}},
                                    {4, fixed, 1, {}}, {5, fixed, 1, {}}, {6, fixed, 2, {}},
                                    {7, fixed, 2, {}}, {8, fixed, 1, {}}};
constexpr AsterixRule k062_340[] = {{1, fixed, 2, {}}, {2, fixed, 4, {}}, {3, fixed, 2, {}},
                                    {4, fixed, 2, {}}, {5, fixed, 2, {}}, {6, fixed, 1, {}}};
constexpr AsterixRule kItems062[] = {{10, fixed, 2, {}},
                                     kNone,
                                     {15, fixed, 1, {}},
                                     {70, fixed, 3, {}},
                                     {105, fixed, 8, {}},
                                     {100, fixed, 6, {}},
                                     {185, fixed, 4, {}},
                                     {210, fixed, 2, {}},
                                     {60, fixed, 2, {}},
                                     {245, fixed, 7, {}},
                                     {380, compound, 0, k062_380},
                                     {40, fixed, 2, {}},
                                     {80, extended, 1, {}},
                                     {290, compound, 0, k062_290},
                                     {200, fixed, 1, {}},
                                     {295, compound, 0, k062_295},
                                     {136, fixed, 2, {}},
                                     {130, fixed, 2, {}},
                                     {135, fixed, 2, {}},
                                     {220, fixed, 2, {}},
                                     {390, compound, 0, k062_390},
                                     {270, extended, 1, {}},
                                     {300, fixed, 1, {}},
                                     {110, compound, 0, k062_110},
                                     {120, fixed, 2, {}},
                                     {510, extended, 3, {}},
                                     {500, compound, 0, k062_500},
                                     {340, compound, 0, k062_340},
                                     kNone,
                                     kNone,
                                     kNone,
                                     kNone,
                                     kNone,
                                     {kReservedExpansion, own_length, 0, {}},
                                     {kSpecialPurpose, own_length, 0, {}}};

constexpr AsterixUap kUaps[] = {{34, kItems034}, {48, kItems048}, {62, kItems062}};

}  // namespace

const AsterixUap* asterix_uap(int category) {
  for (const AsterixUap& uap : kUaps)
    if (uap.category == category) return &uap;
  return nullptr;
}

}  // namespace cupola
