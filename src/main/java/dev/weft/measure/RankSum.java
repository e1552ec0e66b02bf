package dev.weft.measure;

import java.util.List;

/**
 * How likely chance is to set two samples of one thing as far apart as they are: the exact test of
 * Mann and Whitney, which asks nothing of how the values are spread.
 */
final class RankSum {
  private RankSum() {}

  /** Two-sided, 0..1; ties count half. */
  static double probability(List<Double> one, List<Double> other) {
    int pairs = one.size() * other.size();
    double greater = 0;
    for (double a : one) {
      for (double b : other) {
        greater += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    double[] orders = orders(one.size(), other.size());
    double all = 0;
    double asFar = 0;
    for (int i = 0; i < orders.length; i++) {
      all += orders[i];
      asFar += i <= Math.ceil(Math.min(greater, pairs - greater)) ? orders[i] : 0;
    }
    return Math.min(1, 2 * asFar / all);
  }

  /**
   * In how many of the orders of all values a value of the one sample is greater in 0, 1, 2...
   * pairs: the coefficients of the Gaussian binomial, a product of (1 - x^(other+i)) / (1 - x^i).
   */
  private static double[] orders(int one, int other) {
    double[] orders = new double[one * other + 1];
    orders[0] = 1;
    for (int i = 1; i <= one; i++) {
      for (int power = orders.length - 1; power >= other + i; power--) {
        orders[power] -= orders[power - other - i];
      }
      for (int power = i; power < orders.length; power++) {
        orders[power] += orders[power - i];
      }
    }
    return orders;
  }
}
