import keras
from keras import layers
from keras.models import Sequential

with_input = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ],
    name="with_input",
)

grown = Sequential(name="grown")
grown.add(layers.Dense(64, input_shape=(16,), activation="relu", name="first"))
for size in (32, 16):
    grown.add(layers.Dense(size, activation="relu"))
grown.add(layers.Dense(1))
grown.compile(loss="mse", optimizer="adam", metrics=["mae"])

built = Sequential([layers.Dense(4, activation="relu"), layers.Dense(2)], name="built")
built.build((None, 7))

augment = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
start = keras.Input((32, 32, 3), name="photo")
x = augment(start)
x = layers.Rescaling(1 / 255.0)(x)
x = layers.Flatten()(x)
answer = layers.Dense(2)(x)
with_nested = keras.Model(start, answer, name="with_nested")
