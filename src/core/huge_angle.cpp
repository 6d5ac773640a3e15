#include <immintrin.h>

#include <bit>

#include "core/trigonometry.hpp"

namespace cupola::lanes {
namespace {

using Word = unsigned long long;

// A zero word, then 2/pi in binary, the highest word first (tools/fit_elementary.py prints it).
constexpr Word kTwoOverPiBits[20] = {
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
    0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab};

/// 192 bits, the highest word first.
struct Fixed {
  Word w[3];
};

Fixed bits_of_two_over_pi(int first_bit) {
  const int word = first_bit / 64, shift = first_bit % 64;
  Fixed window{};
  for (int i = 0; i < 3; ++i) {
    const Word high = kTwoOverPiBits[word + i] << shift;
    const Word low = shift == 0 ? 0 : kTwoOverPiBits[word + i + 1] >> (64 - shift);
    window.w[i] = high | low;
  }
  return window;
}

/// m * f modulo 2^192.
Fixed multiply(Word m, const Fixed& f) {
  Word high2, high1;
  const Word low2 = _mulx_u64(m, f.w[2], &high2);
  const Word low1 = _mulx_u64(m, f.w[1], &high1);
  const Word middle = low1 + high2;
  return {{m * f.w[0] + high1 + (middle < low1 ? 1u : 0u), middle, low2}};
}

Fixed shift_left(const Fixed& f, int n) {
  if (n == 0) return f;
  if (n >= 64) return shift_left({{f.w[1], f.w[2], 0}}, n - 64);
  return {{f.w[0] << n | f.w[1] >> (64 - n), f.w[1] << n | f.w[2] >> (64 - n), f.w[2] << n}};
}

Fixed negate(const Fixed& f) {
  const Word w2 = ~f.w[2] + 1, w1 = ~f.w[1] + (w2 == 0 ? 1u : 0u);
  return {{~f.w[0] + (w2 == 0 && w1 == 0 ? 1u : 0u), w1, w2}};
}

/// f / 2^192 as a pair. Holds for f >= 2^65: no double comes nearer to a multiple of pi/2.
Pair<double> to_pair(const Fixed& f) {
  const int zeros = f.w[0] != 0 ? std::countl_zero(f.w[0]) : 64 + std::countl_zero(f.w[1]);
  const Fixed n = shift_left(f, zeros);
  const double scale = two_to_the<double>(static_cast<Word>(-static_cast<long long>(zeros)));
  const auto hi = static_cast<long long>(n.w[0] >> 11);
  const auto lo = static_cast<long long>((n.w[0] << 53 | n.w[1] >> 11) >> 1);
  return {static_cast<double>(hi) * 0x1p-53 * scale, static_cast<double>(lo) * 0x1p-116 * scale};
}

/// Payne and Hanek's reduction: only those bits of 2/pi are multiplied that do not make whole turns.
/// Holds for  finite |x| >= 2^22
/// Accurate   2^-75 of r: 190 bits after the point, of which x's own 53 and the nearest approach (2^-61) are
/// lost
ReducedAngle<double> reduce_huge_angle(double x) {
  const Word b = bits(x);
  const int exponent = static_cast<int>(b >> 52 & 0x7ff) - 1075;
  const Word mantissa = (b & 0x000fffffffffffff) | 0x0010000000000000;
  // The window's first bit weighs 2 quarter turns: what lies before it makes whole turns.
  const Fixed quarters = multiply(mantissa, bits_of_two_over_pi(exponent - 2 + 64));
  const Word whole = quarters.w[0] >> 62;
  const Fixed fraction = shift_left(quarters, 2);
  const bool above = fraction.w[0] >> 63 != 0;
  const auto size = to_pair(above ? negate(fraction) : fraction);
  const double r = size.hi * kHalfPi1;
  const double r_lo = fma(size.hi, kHalfPi1, -r) + fma(size.hi, kHalfPi2, size.lo * kHalfPi1);
  const auto sum = fast_sum(r, r_lo);
  const Word nearest = whole + (above ? 1u : 0u);
  const bool flip = above != (x < 0.0);
  return {flip ? -sum.hi : sum.hi, flip ? -sum.lo : sum.lo, x < 0.0 ? Word{0} - nearest : nearest};
}

}  // namespace

double sin_of_huge(double x) { return abs(x) < HUGE_VAL ? sin_of(reduce_huge_angle(x)) : x - x; }
double cos_of_huge(double x) { return abs(x) < HUGE_VAL ? cos_of(reduce_huge_angle(x)) : x - x; }
double tan_of_huge(double x) { return abs(x) < HUGE_VAL ? tan_of(reduce_huge_angle(x)) : x - x; }

}  // namespace cupola::lanes
