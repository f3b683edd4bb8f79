"""The data sets of Keras as named arrays."""

import keras
import numpy as np


def read_keras(
    name: str, num_words: int = 10000, maxlen: int = 200
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return training and test fields of `keras.datasets.<name>`, downloaded once.

    Pictures have a channel axis; texts are cut or filled with 0 to `maxlen` numbers.
    """
    source = getattr(keras.datasets, name)
    texts = name in ("imdb", "reuters")
    parts = source.load_data(num_words=num_words) if texts else source.load_data()
    fields = []
    for x, y in parts:
        if texts:
            tokens = keras.utils.pad_sequences(x, maxlen=maxlen)
            fields.append({"tokens": tokens, "label": np.asarray(y, dtype=np.int64)})
        elif name.endswith("housing"):
            fields.append(
                {"features": np.float32(x), "target": np.float32(y).reshape(-1)}
            )
        else:
            image = x if x.ndim == 4 else x[..., np.newaxis]
            fields.append({"image": image, "label": y.reshape(-1).astype(np.int64)})
    return fields[0], fields[1]
